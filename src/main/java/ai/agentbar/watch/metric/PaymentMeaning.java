package ai.agentbar.watch.metric;

import ai.agentbar.event.StoredEvent;
import ai.agentbar.watch.metric.Changes.CohortChange;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * What an event about a payment by a method counts as. Its attempt, which is a page that may be
 * paid by several methods, is paid with it. A transaction begins where its event names no state
 * before, and becomes paid once, so neither needs the order of the events.
 */
final class PaymentMeaning {

  /** The states in which the money came at some time. */
  private static final Set<String> WAS_PAID =
      Set.of(
          "PAID",
          "PARTIALLY_REFUNDED",
          "REFUNDED",
          "PARTIALLY_CHARGED_BACK",
          "CHARGED_BACK",
          "REVERSED");

  private static final Map<String, Metric> ENDED_UNPAID =
      Map.of(
          "DENIED", Metric.PAYMENT_METHOD_DENIED_COUNT,
          "FAILED", Metric.PAYMENT_METHOD_DENIED_COUNT,
          "EXPIRED", Metric.PAYMENT_METHOD_EXPIRED_COUNT);

  private PaymentMeaning() {}

  static void tell(StoredEvent event, Folded folded) {
    String method = PaymentTypes.label(event.text("payment_type"), event.text("provider"));
    String transaction = event.text("transaction_id");
    String from = event.text("from");
    String status = event.text("status");
    Instant at = event.occurredAt();
    if (from.isEmpty()) {
      folded.count(Metric.PAYMENT_METHOD_BEGUN_COUNT, method, 1, at);
      folded.change(transaction, CohortChange.begun(method, at));
    }
    if (WAS_PAID.contains(status) && !WAS_PAID.contains(from)) {
      folded.count(Metric.PAYMENT_METHOD_PAID_COUNT, method, 1, at);
      folded.change(transaction, CohortChange.PAID);
      folded.change(event.text("gateway_order_id"), CohortChange.PAID);
    }
    Metric ended = ENDED_UNPAID.get(status);
    if (ended != null && !status.equals(from)) {
      folded.count(ended, method, 1, at);
    }
  }
}
