package ai.agentbar.payment.inbox;

import ai.agentbar.event.Event;
import ai.agentbar.event.EventType;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.payment.Verdict;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What happens to a notification. */
sealed interface InboxEvent extends Event {

  /**
   * A genuine notification was stored.
   *
   * @param consistent whether its status fits its code; the signature covers the code alone, so a
   *     misfit is a sign that somebody altered the status
   */
  record Received(
      @JsonIgnore @Nullable OrderId orderId,
      String gatewayOrderId,
      String paymentType,
      boolean consistent)
      implements InboxEvent {
    @Override
    public EventType type() {
      return EventType.WEBHOOK_RECEIVED;
    }

    @Override
    public String name() {
      return "NOTIFICATION_STORED";
    }

    @Override
    public String message() {
      return consistent
          ? "Notification stored"
          : "Notification stored; its status does not fit its code";
    }

    @Override
    public Level level() {
      return consistent ? Level.INFO : Level.WARN;
    }
  }

  /**
   * The notification had its effect.
   *
   * @param duration from its arrival until its effect was committed
   */
  record Applied(@JsonIgnore OrderId orderId, String gatewayOrderId, @JsonIgnore Duration duration)
      implements InboxEvent {
    @Override
    public EventType type() {
      return EventType.WEBHOOK_VERIFIED;
    }

    @Override
    public String name() {
      return "NOTIFICATION_APPLIED";
    }

    @Override
    public String message() {
      return "Notification verified and applied";
    }
  }

  record Ignored(
      @JsonIgnore @Nullable OrderId orderId,
      String gatewayOrderId,
      @JsonIgnore Duration duration,
      Verdict.Reason reason)
      implements InboxEvent {
    @Override
    public EventType type() {
      return EventType.WEBHOOK_IGNORED;
    }

    @Override
    public String name() {
      return "NOTIFICATION_IGNORED";
    }

    @Override
    public String message() {
      return "Notification closed without effect: " + reason;
    }
  }

  /**
   * A try to process the notification failed.
   *
   * @param last whether it is given up until a person replays it
   */
  record Failed(
      @JsonIgnore @Nullable OrderId orderId,
      long inboxId,
      int attempt,
      boolean last,
      @JsonIgnore Failure failure)
      implements InboxEvent {
    @Override
    public EventType type() {
      return EventType.WEBHOOK_FAILED;
    }

    @Override
    public String name() {
      return "NOTIFICATION_PROCESSING_FAILED";
    }

    @Override
    public String message() {
      return last
          ? "Notification could not be processed; it waits for a person"
          : "Notification could not be processed; it will be tried again";
    }

    @Override
    public Level level() {
      return last ? Level.ERROR : Level.WARN;
    }
  }

  /** A notification that had failed is processed once more. */
  record Replayed(@JsonIgnore @Nullable OrderId orderId, String gatewayOrderId, long inboxId)
      implements InboxEvent {
    @Override
    public EventType type() {
      return EventType.ACTION_RUN;
    }

    @Override
    public String name() {
      return "NOTIFICATION_REPLAYED";
    }

    @Override
    public String message() {
      return "Notification is processed once more";
    }
  }

  /**
   * Requests at the notification endpoint were turned away.
   *
   * @param count how many of them this event stands for; a flood is told once a second
   */
  record Rejected(Rejection.Reason reason, long count) implements InboxEvent {
    @Override
    public EventType type() {
      return EventType.WEBHOOK_REJECTED;
    }

    @Override
    public String name() {
      return "NOTIFICATION_REJECTED";
    }

    @Override
    public String message() {
      return "Notification turned away: " + reason;
    }

    @Override
    public Level level() {
      return Level.WARN;
    }
  }
}
