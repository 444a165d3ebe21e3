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

  record Received(@JsonIgnore @Nullable OrderId orderId, String gatewayOrderId, String paymentType)
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
      return "Notification stored";
    }
  }

  /**
   * The notification had its effect.
   *
   * @param duration from its arrival until its effect was committed
   * @param consistent whether its parts fitted each other
   */
  record Applied(
      @JsonIgnore OrderId orderId,
      String gatewayOrderId,
      @JsonIgnore Duration duration,
      boolean consistent)
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

    @Override
    public Level level() {
      return consistent ? Level.INFO : Level.WARN;
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
