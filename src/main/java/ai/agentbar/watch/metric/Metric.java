package ai.agentbar.watch.metric;

import ai.agentbar.watch.metric.MetricShape.Counter;
import ai.agentbar.watch.metric.MetricShape.Gauge;
import ai.agentbar.watch.metric.MetricShape.Histogram;
import ai.agentbar.watch.metric.MetricShape.LabelledCounter;
import ai.agentbar.watch.metric.MetricShape.LabelledGauge;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that is measured, by the playbook's own names: the constant in lower case is the name
 * on {@code /metrics}, on the boards and in the rules.
 */
public enum Metric {
  CHECKOUT_CREATED_COUNT(new Counter(), "Orders placed."),
  PAYMENT_ATTEMPT_COUNT(new Counter(), "Snap tokens created, one a payment attempt."),
  PAYMENT_PAID_COUNT(new Counter(), "Orders that became PAID."),
  PAYMENT_PAID_RUPIAH(new Counter(), "Rupiah of the orders that became PAID."),
  PAYMENT_FAILED_COUNT(new Counter(), "Orders that became FAILED."),
  PAYMENT_EXPIRED_COUNT(new Counter(), "Orders that became EXPIRED."),

  WEBHOOK_RECEIVED_TOTAL(new Counter(), "Notifications stored, their signature being valid."),
  WEBHOOK_INVALID_SIGNATURE(new Counter(), "Notifications turned away for a bad signature."),
  WEBHOOK_REJECTED_TOTAL(
      new LabelledCounter("reason", List.of("BAD_SIGNATURE", "UNPARSABLE", "OVERSIZED", "OTHER")),
      "Notifications turned away, by reason."),
  WEBHOOK_PROCESSING_ERROR(new Counter(), "Tries to process a notification that failed."),
  WEBHOOK_APPLIED_COUNT(new Counter(), "Notifications applied."),
  WEBHOOK_IGNORED_COUNT(new Counter(), "Notifications closed without effect."),
  WEBHOOK_LATENCY_MS(
      new Histogram(
          List.of(
              1L, 2L, 5L, 10L, 25L, 50L, 100L, 250L, 500L, 1_000L, 2_500L, 5_000L, 10_000L, 30_000L,
              60_000L)),
      "Milliseconds from receiving a notification to having processed it."),
  GATEWAY_ERROR_COUNT(new Counter(), "Calls to Midtrans that did not answer as they should."),

  ORDERS_PENDING(new Gauge(), "Orders in PENDING_PAYMENT now."),
  ORDERS_PENDING_AGING(new Gauge(), "Orders in PENDING_PAYMENT for more than 30 minutes."),
  ORDERS_PAID(new Gauge(), "Orders in PAID now."),
  ORDERS_EXPIRED(new Gauge(), "Orders in EXPIRED now."),

  OUTBOX_CREATED_COUNT(byChannel(), "Messages to buyers put into the outbox."),
  OUTBOX_SENT_COUNT(byChannel(), "Messages to buyers that a provider took."),
  OUTBOX_FAILED_COUNT(byChannel(), "Messages to buyers that were given up."),
  OUTBOX_SKIPPED_COUNT(byChannel(), "Messages to buyers that were no longer true."),
  OUTBOX_POSSIBLE_DOUBLE_COUNT(byChannel(), "Messages to buyers that may have come twice."),
  OUTBOX_PENDING(new Gauge(), "Messages to buyers that wait, those to be tried again included."),
  OUTBOX_RETRYING(new Gauge(), "Messages to buyers that failed and will be tried again."),
  OUTBOX_FAILED(new Gauge(), "Messages to buyers that were given up."),
  OUTBOX_UNKNOWN(new Gauge(), "Messages to buyers that may have been sent or not."),
  OUTBOX_SENT(new Gauge(), "Messages to buyers in SENT now."),
  OUTBOX_SKIPPED(new Gauge(), "Messages to buyers in SKIPPED now."),
  OUTBOX_LATENCY(new Gauge(), "Seconds the longest waiting message to a buyer has waited."),

  WORKER_ALIVE(new Gauge(), "Workers with a heartbeat of the last 15 seconds and nothing stalled."),
  SCHEDULER_ALIVE(
      new Gauge(), "Schedulers with a heartbeat of the last 15 seconds and nothing stalled."),
  JOB_EXECUTION_TIME(
      new LabelledGauge("job", JobNames.ALL), "Milliseconds the job's last ended run took."),
  JOB_RUN_TOTAL(new LabelledCounter("job", JobNames.ALL), "Job runs that ended, well or not."),
  JOB_FAILED_COUNT(new Counter(), "Job runs that ended with an error."),
  JOB_TIMEOUT_COUNT(new Counter(), "Job runs that went over their limit, told while they ran."),
  JOB_ABANDONED_COUNT(new Counter(), "Job runs whose process died in the middle."),

  PAID_WITHOUT_ENTITLEMENT(new Gauge(), "Paid orders without access. Only 0 is normal."),
  ENTITLEMENT_WITHOUT_PAID(new Gauge(), "Access without a paid order. Only 0 is normal."),
  PAYMENT_LATE_COUNT(new Counter(), "Payments that came after the order had expired or failed."),
  PAYMENT_DOUBLE_COUNT(new Counter(), "Second payments of one order."),
  PAYMENT_AMOUNT_MISMATCH_COUNT(new Counter(), "Payments of another amount than the order's."),
  PAYMENT_CURRENCY_MISMATCH_COUNT(new Counter(), "Payments in another currency."),
  PAYMENT_MERCHANT_MISMATCH_COUNT(new Counter(), "Payments of another merchant."),
  PAYMENT_REVERSAL_COUNT(new Counter(), "Payments denied after their settlement."),
  PAYMENT_REFUND_COUNT(new Counter(), "Refunds."),
  PAYMENT_CHARGEBACK_COUNT(new Counter(), "Chargebacks."),
  PAYMENT_UNDER_REVIEW_COUNT(new Counter(), "Payments that Midtrans holds for review."),
  PAYMENT_UNRECOGNISED_STATUS_COUNT(new Counter(), "Payments in a status nobody knows."),
  PAYMENT_NOT_ASKABLE_COUNT(
      new Counter(), "Pages that may have been paid by a method that cannot be asked about."),

  EVENT_FOLD_LAG(new Gauge(), "Events not folded yet, counted up to 10,000."),
  DATABASE_CONNECTIONS(new Gauge(), "Connections open to this database, all nodes together.");

  // Immutable: records of lists made by List.of, which the checker cannot see.
  @SuppressWarnings("ImmutableEnumChecker")
  private final MetricShape shape;

  private final String help;

  /** The jobs that every installation has; an enum's constants may not refer to its own fields. */
  private static final class JobNames {

    static final List<String> ALL =
        List.of(
            "reminders",
            "reconciliation",
            "expiry",
            "retention",
            "checklist",
            "self-check",
            MetricShape.OTHER);
  }

  Metric(MetricShape shape, String help) {
    this.shape = shape;
    this.help = help;
  }

  /** The playbook's name: {@code webhook_received_total}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public MetricShape shape() {
    return shape;
  }

  public String help() {
    return help;
  }

  public static Optional<Metric> byKey(String key) {
    return Stream.of(values()).filter(it -> it.key().equals(key)).findFirst();
  }

  private static LabelledCounter byChannel() {
    return new LabelledCounter("channel", List.of("EMAIL", "WHATSAPP", "WEBHOOK", "OTHER"));
  }
}
