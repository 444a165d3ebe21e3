package ai.agentbar.watch.metric;

import ai.agentbar.event.StoredEvent;
import java.util.Map;

/** What a fact about an order's money counts as: itself, and the rupiah of its order. */
final class FactMeaning {

  private static final Map<String, Metric> FACTS =
      Map.ofEntries(
          Map.entry("LATE_PAYMENT", Metric.PAYMENT_LATE_COUNT),
          Map.entry("DOUBLE_PAYMENT", Metric.PAYMENT_DOUBLE_COUNT),
          Map.entry("AMOUNT_MISMATCH", Metric.PAYMENT_AMOUNT_MISMATCH_COUNT),
          Map.entry("CURRENCY_MISMATCH", Metric.PAYMENT_CURRENCY_MISMATCH_COUNT),
          Map.entry("MERCHANT_MISMATCH", Metric.PAYMENT_MERCHANT_MISMATCH_COUNT),
          Map.entry("REVERSAL", Metric.PAYMENT_REVERSAL_COUNT),
          Map.entry("REFUND", Metric.PAYMENT_REFUND_COUNT),
          Map.entry("CHARGEBACK", Metric.PAYMENT_CHARGEBACK_COUNT),
          Map.entry("UNDER_REVIEW", Metric.PAYMENT_UNDER_REVIEW_COUNT),
          Map.entry("UNRECOGNISED_STATUS", Metric.PAYMENT_UNRECOGNISED_STATUS_COUNT),
          Map.entry("NOT_ASKABLE", Metric.PAYMENT_NOT_ASKABLE_COUNT));

  private FactMeaning() {}

  static void tell(StoredEvent event, Folded folded) {
    Metric metric = FACTS.get(event.name());
    if (metric != null) {
      folded.count(metric, 1, event.occurredAt());
      metric.rupiah().ifPresent(it -> rupiah(it, event, folded));
    }
  }

  /** Events of older versions do not tell it. */
  private static void rupiah(Metric metric, StoredEvent event, Folded folded) {
    if (event.number("amount") > 0) {
      folded.count(metric, event.number("amount"), event.occurredAt());
    }
  }
}
