package ai.agentbar.watch.alert;

import ai.agentbar.kernel.Rupiah;
import ai.agentbar.watch.metric.Buckets;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.metric.MoneyOpen;
import ai.agentbar.watch.metric.OpenOrders;
import ai.agentbar.watch.metric.Readings;
import ai.agentbar.watch.playbook.Rule;
import java.time.Duration;
import java.time.Instant;

/** The orders that an alert concerns, and what they are worth. */
public record MoneyAtRisk(long orders, Rupiah amount) {

  public static final MoneyAtRisk NONE = new MoneyAtRisk(0, Rupiah.ZERO);

  private static final Duration AGED = Duration.ofMinutes(30);

  /** The orders that this rule's number is about; all that are pending, if it is about none. */
  static MoneyAtRisk of(Rule rule, Readings readings) {
    if (!rule.card().moneyAtRisk()) {
      return NONE;
    }
    return rule instanceof Rule.Growth growth && growth.metric().rupiah().isPresent()
        ? grown(growth, growth.metric().rupiah().get(), readings)
        : open(rule.metric(), readings.money());
  }

  /** What is noted about the money of single orders. */
  private static MoneyAtRisk grown(Rule.Growth rule, Metric rupiah, Readings readings) {
    Instant from = Buckets.startOf(readings.at().minus(rule.window()));
    return new MoneyAtRisk(
        readings.sum(rule.metric(), from, Instant.MAX),
        new Rupiah(readings.sum(rupiah, from, Instant.MAX)));
  }

  private static MoneyAtRisk open(Metric metric, MoneyOpen money) {
    OpenOrders open =
        switch (metric) {
          case PAID_WITHOUT_ENTITLEMENT -> money.paidWithoutEntitlement();
          case ENTITLEMENT_WITHOUT_PAID -> money.entitlementWithoutPaid();
          case ORDERS_PENDING_AGING -> money.pendingFor(AGED);
          default -> money.pending();
        };
    return new MoneyAtRisk(open.orders(), open.amount());
  }
}
