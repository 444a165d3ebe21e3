package ai.agentbar.testing;

import ai.agentbar.event.Event;
import ai.agentbar.event.EventLog;
import ai.agentbar.event.EventType;
import ai.agentbar.event.Subscriptions;
import ai.agentbar.job.WorkLoops;
import ai.agentbar.kernel.OrderId;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The events commerce appends, appended by hand: the watch knows commerce by nothing else, so this
 * is the whole of its neighbour.
 */
@TestComponent
public final class CommerceEvents {

  /** One event in the form the log standard gives it. */
  public record Told(
      @JsonIgnore EventType type,
      @JsonIgnore String name,
      @JsonIgnore @Nullable OrderId orderId,
      @JsonIgnore @Nullable Duration duration,
      @JsonAnyGetter Map<String, Object> fields)
      implements Event {

    @Override
    public String message() {
      return name + " was told by a test";
    }
  }

  private static final Duration VISIBLE_MAX = Duration.ofSeconds(10);

  private final EventLog log;
  private final TransactionTemplate transaction;
  private final Subscriptions subscriptions;
  private final WorkLoops work;

  CommerceEvents(
      EventLog log, TransactionTemplate transaction, Subscriptions subscriptions, WorkLoops work) {
    this.log = log;
    this.transaction = transaction;
    this.subscriptions = subscriptions;
    this.work = work;
  }

  /** Appends events in one transaction. */
  public void append(Event... events) {
    transaction.executeWithoutResult(_ -> log.append(events));
  }

  /**
   * Lets work settle until the watch has folded every event. Once is not enough: while any other
   * transaction of the same PostgreSQL is open, the autovacuum's too, what committed after its
   * start is not handed out yet.
   */
  public void settle() {
    Awaitility.await()
        .atMost(VISIBLE_MAX)
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .until(
            () -> {
              work.settle();
              return subscriptions.lag("metric", 1) == 0;
            });
  }

  public static Told placed(OrderId id) {
    return of(EventType.ORDER_CREATED, "ORDER_CREATED", id, Map.of("amount", 150_000));
  }

  public static Told attempted(OrderId id) {
    return of(
        EventType.PAYMENT_ATTEMPT_CREATED,
        "PAYMENT_ATTEMPT_CREATED",
        id,
        Map.of("gateway_order_id", id.value() + "-1", "attempt", 1));
  }

  public static Told moved(OrderId id, String from, String to) {
    String name =
        switch (to) {
          case "PENDING_PAYMENT" -> "PAYMENT_OPENED";
          case "PAID" -> "PAYMENT_PAID";
          default -> "ORDER_" + to;
        };
    return of(
        EventType.ORDER_STATUS_CHANGED,
        name,
        id,
        Map.of("from", from, "to", to, "amount", 150_000, "late", false));
  }

  public static Told opened(OrderId id) {
    return moved(id, "CREATED", "PENDING_PAYMENT");
  }

  public static Told paid(OrderId id) {
    return moved(id, "PENDING_PAYMENT", "PAID");
  }

  public static Told granted(OrderId id) {
    return of(
        EventType.ENTITLEMENT_GRANTED, "ENTITLEMENT_GRANTED", id, Map.of("package_id", "basic"));
  }

  public static Told received() {
    return of(
        EventType.WEBHOOK_RECEIVED,
        "NOTIFICATION_STORED",
        null,
        Map.of("payment_type", "qris", "transaction_status", "settlement"));
  }

  public static Told applied(Duration latency) {
    return new Told(EventType.WEBHOOK_VERIFIED, "NOTIFICATION_APPLIED", null, latency, Map.of());
  }

  public static Told processingFailed() {
    return of(
        EventType.WEBHOOK_FAILED,
        "NOTIFICATION_PROCESSING_FAILED",
        null,
        Map.of("attempt", 1, "last", false));
  }

  public static Told rejected(String reason, int count) {
    return of(
        EventType.WEBHOOK_REJECTED,
        "NOTIFICATION_REJECTED",
        null,
        Map.of("reason", reason, "count", count));
  }

  public static Told fact(String name, OrderId id) {
    return of(EventType.PAYMENT_FACT, name, id, Map.of());
  }

  /** WhatsApp took a message, and told nothing of it since. */
  public static Told unconfirmed(long id) {
    return of(
        EventType.NOTIFICATION_STATUS,
        "MESSAGE_UNCONFIRMED",
        null,
        Map.of("outbox_id", id, "channel", "WHATSAPP", "from", "SENT", "to", "SENT"));
  }

  /**
   * A message to a buyer went from one state to another.
   *
   * @param from empty where it was just written
   */
  public static Told message(long id, String from, String to) {
    EventType type =
        switch (to) {
          case "PENDING" -> EventType.OUTBOX_CREATED;
          case "SENT" -> EventType.NOTIFICATION_SENT;
          case "SKIPPED" -> EventType.NOTIFICATION_SKIPPED;
          default -> EventType.NOTIFICATION_FAILED;
        };
    return of(
        type,
        "MESSAGE_" + to,
        null,
        Map.of(
            "outbox_id",
            id,
            "channel",
            "EMAIL",
            "template",
            "PAYMENT_SUCCESS",
            "from",
            from,
            "to",
            to,
            "possible_double",
            id % 2 == 0));
  }

  public static Told of(
      EventType type, String name, @Nullable OrderId id, Map<String, Object> fields) {
    return new Told(type, name, id, null, fields);
  }
}
