package ai.agentbar.watch.alert;

import ai.agentbar.kernel.Rupiah;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.metric.MoneyOpen;
import ai.agentbar.watch.metric.OpenOrders;
import ai.agentbar.watch.playbook.Rule;
import java.time.Duration;

/** The open orders that an alert concerns, and what they are worth. */
public record MoneyAtRisk(long orders, Rupiah amount) {

  public static final MoneyAtRisk NONE = new MoneyAtRisk(0, Rupiah.ZERO);

  private static final Duration AGED = Duration.ofMinutes(30);

  /** The orders that this rule's number is about; all that are pending, if it is about none. */
  static MoneyAtRisk of(Rule rule, MoneyOpen money) {
    if (!rule.card().moneyAtRisk()) {
      return NONE;
    }
    OpenOrders open =
        rule.metric() == Metric.PAID_WITHOUT_ENTITLEMENT
            ? money.paidWithoutEntitlement()
            : rule.metric() == Metric.ORDERS_PENDING_AGING
                ? money.pendingFor(AGED)
                : money.pending();
    return new MoneyAtRisk(open.orders(), open.amount());
  }
}
