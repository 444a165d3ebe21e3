package ai.agentbar.watch.alert;

import ai.agentbar.kernel.Rupiah;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.metric.MoneyOpen;
import ai.agentbar.watch.metric.OpenOrders;
import ai.agentbar.watch.metric.Readings;
import ai.agentbar.watch.playbook.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;

/** The orders that an alert concerns, and what they are worth. */
public record MoneyAtRisk(long orders, Rupiah amount) {

  public static final MoneyAtRisk NONE = new MoneyAtRisk(0, Rupiah.ZERO);

  /**
   * The orders that this rule's number is about; all that are pending, if it is about none. Where
   * nobody can pay, orders get no payment page and are not even pending.
   *
   * @param value the number it was judged by
   */
  static MoneyAtRisk of(Rule rule, long value, Readings readings) {
    if (!rule.card().moneyAtRisk()) {
      return NONE;
    }
    return rule instanceof Rule.Growth && rule.metric().rupiah().isPresent()
        ? grown(rule.metric(), value, readings)
        : open(rule, readings.money());
  }

  /**
   * The newest of what is noted about the money of single orders, as many as were counted: that is
   * further back than the window where nobody judged for a while.
   */
  private static MoneyAtRisk grown(Metric metric, long orders, Readings readings) {
    Instant from = Instant.MAX;
    long counted = 0;
    for (Map.Entry<Instant, Long> bucket : newestFirst(metric, readings).entrySet()) {
      if (counted >= orders) {
        break;
      }
      counted += bucket.getValue();
      from = bucket.getKey();
    }
    return new MoneyAtRisk(
        orders, new Rupiah(readings.sum(metric.rupiah().orElseThrow(), from, Instant.MAX)));
  }

  private static NavigableMap<Instant, Long> newestFirst(Metric metric, Readings readings) {
    return readings.buckets().getOrDefault(metric, Collections.emptyNavigableMap()).descendingMap();
  }

  private static MoneyAtRisk open(Rule rule, MoneyOpen money) {
    OpenOrders open =
        switch (rule.metric()) {
          case PAID_WITHOUT_ENTITLEMENT -> money.paidWithoutEntitlement();
          case ENTITLEMENT_WITHOUT_PAID -> money.entitlementWithoutPaid();
          case ORDERS_PENDING_AGING -> money.pendingFor(age(rule));
          case PAYMENT_ATTEMPT_COUNT, PAYMENT_PAID_COUNT, GATEWAY_ERROR_COUNT -> money.unpaid();
          default -> money.pending();
        };
    return new MoneyAtRisk(open.orders(), open.amount());
  }

  private static Duration age(Rule rule) {
    return rule instanceof Rule.Threshold threshold
        ? threshold.otherAge().orElse(MoneyOpen.AGING_AFTER)
        : MoneyOpen.AGING_AFTER;
  }
}
