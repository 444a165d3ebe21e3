package ai.agentbar.watch.metric;

import ai.agentbar.kernel.Rupiah;

/** Orders whose money is not where it should be, and how much of it: what an alert has at risk. */
public record OpenOrders(long orders, Rupiah amount) {

  public static final OpenOrders NONE = new OpenOrders(0, Rupiah.ZERO);

  public OpenOrders plus(OpenOrders other) {
    return new OpenOrders(orders + other.orders, amount.plus(other.amount));
  }
}
