package ai.agentbar.watch.metric;

import ai.agentbar.event.EventType;
import ai.agentbar.event.StoredEvent;
import ai.agentbar.watch.metric.Changes.CohortChange;
import ai.agentbar.watch.metric.Changes.OrderChange;
import ai.agentbar.watch.metric.Changes.Piece;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Which event counts as what. The names on the left are the log standard's: any backend that ships
 * the same events is measured the same way. What is not known here passes over harmlessly.
 */
final class EventMeaning {

  private static final String CREATED = "CREATED";
  private static final String PENDING_PAYMENT = "PENDING_PAYMENT";
  private static final String PAID = "PAID";
  private static final String FAILED = "FAILED";
  private static final String EXPIRED = "EXPIRED";

  private EventMeaning() {}

  static void tell(StoredEvent event, Folded folded) {
    EventType type = typeOf(event);
    Instant at = event.occurredAt();
    switch (type) {
      case ORDER_CREATED -> {
        folded.count(Metric.CHECKOUT_CREATED_COUNT, 1, at);
        folded.change(event.orderId(), OrderChange.created(event.number("amount")));
      }
      case PAYMENT_ATTEMPT_CREATED -> {
        folded.count(Metric.PAYMENT_ATTEMPT_COUNT, 1, at);
        folded.change(event.text("gateway_order_id"), CohortChange.begun("", at));
      }
      case ORDER_STATUS_CHANGED -> orderMoved(event, folded);
      case PAYMENT_STATUS_CHANGED -> PaymentMeaning.tell(event, folded);
      case ENTITLEMENT_GRANTED -> {
        folded.count(Metric.ENTITLEMENT_GRANTED_COUNT, 1, at);
        folded.change(event.orderId(), OrderChange.GRANTED);
      }
      case WEBHOOK_RECEIVED -> {
        folded.count(Metric.WEBHOOK_RECEIVED_TOTAL, 1, at);
        folded.change(notification(event), 1);
      }
      case WEBHOOK_VERIFIED -> processed(event, Metric.WEBHOOK_APPLIED_COUNT, folded);
      case WEBHOOK_IGNORED -> processed(event, Metric.WEBHOOK_IGNORED_COUNT, folded);
      case WEBHOOK_FAILED -> failed(event, folded);
      case WEBHOOK_REJECTED -> rejected(event, folded);
      case GATEWAY_FAILED -> folded.count(Metric.GATEWAY_ERROR_COUNT, 1, at);
      case RECONCILIATION_RUN -> reconciled(event, folded);
      case PAYMENT_FACT -> FactMeaning.tell(event, folded);
      case HEARTBEAT -> LifeMeaning.beat(event, folded);
      case SYSTEM -> LifeMeaning.process(event, folded);
      case JOB_RUN -> LifeMeaning.jobRun(event, folded);
      case OUTBOX_CREATED, NOTIFICATION_SENT, NOTIFICATION_FAILED, NOTIFICATION_SKIPPED -> {
        MessageMeaning.tell(event, folded);
        AnswerMeaning.delivery(event, folded);
      }
      case ACTION_RUN -> {
        AnswerMeaning.action(event, folded);
        replayed(event, folded);
      }
      case STAFF_CHANGED -> audited(event, folded);
      case NOTIFICATION_STATUS -> MessageMeaning.report(event, folded);
      case CHECKLIST_CHANGED, INCIDENT_CHANGED -> DutyMeaning.tell(event, folded);
      default -> {
        // The other categories are told for people, or are not measured yet.
      }
    }
  }

  private static EventType typeOf(StoredEvent event) {
    for (EventType type : EventType.values()) {
      if (event.is(type)) {
        return type;
      }
    }
    return EventType.LIBRARY;
  }

  private static void orderMoved(StoredEvent event, Folded folded) {
    Instant at = event.occurredAt();
    switch (event.text("from")) {
      case CREATED -> folded.change(event.orderId(), OrderChange.LEFT_CREATED);
      case PENDING_PAYMENT -> {
        folded.change(Metric.ORDERS_PENDING, -1, at);
        folded.change(event.orderId(), OrderChange.LEFT_PENDING);
      }
      case EXPIRED -> folded.change(Metric.ORDERS_EXPIRED, -1, at);
      default -> {
        // No gauge counts the orders in that state.
      }
    }
    switch (event.text("to")) {
      case PENDING_PAYMENT -> {
        folded.count(Metric.PAYMENT_BEGUN_COUNT, 1, at);
        folded.change(Metric.ORDERS_PENDING, 1, at);
        folded.change(event.orderId(), OrderChange.becamePending(at, event.number("amount")));
      }
      case PAID -> {
        folded.change(Metric.ORDERS_PAID, 1, at);
        folded.count(Metric.PAYMENT_PAID_COUNT, 1, at);
        folded.count(Metric.PAYMENT_PAID_RUPIAH, event.number("amount"), at);
        folded.change(event.orderId(), OrderChange.paid(event.number("amount")));
      }
      case FAILED -> folded.count(Metric.PAYMENT_FAILED_COUNT, 1, at);
      case EXPIRED -> {
        folded.change(Metric.ORDERS_EXPIRED, 1, at);
        folded.count(Metric.PAYMENT_EXPIRED_COUNT, 1, at);
      }
      default -> {
        // CREATED is told by ORDER_CREATED.
      }
    }
  }

  /** Two notifications of one payment are told apart by nothing that both events carry. */
  private static Piece notification(StoredEvent event) {
    return new Piece(Pipe.INBOX, event.text("gateway_order_id"));
  }

  private static void processed(StoredEvent event, Metric outcome, Folded folded) {
    folded.count(outcome, 1, event.occurredAt());
    folded.change(notification(event), -1);
    Long latency = event.durationMs();
    if (latency != null) {
      folded.observe(Metric.WEBHOOK_LATENCY_MS, latency, event.occurredAt());
    }
  }

  /** The last try of a notification leaves it with a person. */
  private static void failed(StoredEvent event, Folded folded) {
    folded.count(Metric.WEBHOOK_PROCESSING_ERROR, 1, event.occurredAt());
    if (event.text("last").equals("true")) {
      folded.change(Metric.WEBHOOK_FAILED, 1, event.occurredAt());
    }
  }

  private static void reconciled(StoredEvent event, Folded folded) {
    long accounted =
        Stream.of("paid", "expired", "unchanged", "failed", "failed_orders")
            .mapToLong(event::number)
            .sum();
    folded.count(Metric.RECONCILIATION_ASKED_COUNT, event.number("asked"), event.occurredAt());
    folded.count(Metric.RECONCILIATION_ACCOUNTED_COUNT, accounted, event.occurredAt());
  }

  private static void replayed(StoredEvent event, Folded folded) {
    if (event.name().equals("NOTIFICATION_REPLAYED")) {
      folded.change(Metric.WEBHOOK_FAILED, -1, event.occurredAt());
    }
  }

  private static void audited(StoredEvent event, Folded folded) {
    switch (event.name()) {
      case "AUDIT_BROKEN" -> folded.tell(Metric.AUDIT_BROKEN, "", 1, event.occurredAt());
      case "AUDIT_VERIFIED" -> folded.tell(Metric.AUDIT_BROKEN, "", 0, event.occurredAt());
      default -> {
        // Who works here is measured by nobody.
      }
    }
  }

  /** A flood of forgeries is told in one event that carries their number. */
  private static void rejected(StoredEvent event, Folded folded) {
    long count = Math.max(1, event.number("count"));
    String reason = event.text("reason");
    folded.count(Metric.WEBHOOK_REJECTED_TOTAL, reason, count, event.occurredAt());
    if (reason.equals("BAD_SIGNATURE")) {
      folded.count(Metric.WEBHOOK_INVALID_SIGNATURE, count, event.occurredAt());
    }
  }
}
