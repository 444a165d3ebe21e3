package ai.agentbar.notification;

import ai.agentbar.event.Event;
import ai.agentbar.event.EventType;
import ai.agentbar.kernel.OrderId;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What this room tells. */
sealed interface OutboxEvent extends Event {

  /**
   * Which message, and how its state changed.
   *
   * @param from empty where it was just written
   */
  record Step(
      @JsonIgnore OrderId orderId,
      long outboxId,
      ChannelName channel,
      MessageTemplate template,
      String from,
      OutboxState to) {

    static Step of(OutboxMessage message, OutboxState to) {
      return new Step(
          message.orderId(),
          message.id(),
          message.channel(),
          message.template(),
          message.toldState().name(),
          to);
    }

    @Override
    public String toString() {
      return "%s by %s".formatted(template, channel);
    }
  }

  /** Of one message. */
  sealed interface OfMessage extends OutboxEvent {

    @JsonUnwrapped
    Step step();

    @Override
    default OrderId orderId() {
      return step().orderId();
    }
  }

  record Queued(@JsonUnwrapped Step step) implements OfMessage {
    @Override
    public EventType type() {
      return EventType.OUTBOX_CREATED;
    }

    @Override
    public String name() {
      return step.from().isEmpty() ? "MESSAGE_QUEUED" : "MESSAGE_REQUEUED";
    }

    @Override
    public String message() {
      return "Message %s waits to be sent".formatted(step);
    }
  }

  /**
   * The provider took it.
   *
   * @param took from when it was due until it was sent
   */
  record Sent(
      @JsonUnwrapped Step step, int attempt, boolean possibleDouble, @JsonIgnore Duration took)
      implements OfMessage {
    @Override
    public EventType type() {
      return EventType.NOTIFICATION_SENT;
    }

    @Override
    public String name() {
      return "MESSAGE_SENT";
    }

    @Override
    public Duration duration() {
      return took;
    }

    @Override
    public String message() {
      return "Message %s sent%s".formatted(step, possibleDouble ? ", perhaps twice" : "");
    }
  }

  /** A try did not succeed, as far as anybody knows. */
  record NotSent(
      @JsonUnwrapped Step step, int attempt, boolean possibleDouble, @JsonIgnore String reason)
      implements OfMessage {
    @Override
    public EventType type() {
      return EventType.NOTIFICATION_FAILED;
    }

    @Override
    public String name() {
      return switch (step.to()) {
        case RETRYING -> "MESSAGE_RETRIED";
        case UNKNOWN -> "MESSAGE_UNKNOWN";
        default -> "MESSAGE_FAILED";
      };
    }

    @Override
    public Level level() {
      boolean nobodyMustAct =
          step.to() == OutboxState.RETRYING
              || (step.to() == OutboxState.UNKNOWN
                  && step.template().kind() == MessageTemplate.Kind.REMINDER);
      return nobodyMustAct ? Level.WARN : Level.ERROR;
    }

    @Override
    public Failure failure() {
      return new Failure("NotSent", reason);
    }

    @Override
    public String message() {
      return switch (step.to()) {
        case RETRYING -> "Message %s will be tried again".formatted(step);
        case UNKNOWN -> "Message %s may have been sent or not".formatted(step);
        default -> "Message %s is given up".formatted(step);
      };
    }
  }

  record Skipped(@JsonUnwrapped Step step, String reason) implements OfMessage {
    @Override
    public EventType type() {
      return EventType.NOTIFICATION_SKIPPED;
    }

    @Override
    public String name() {
      return "MESSAGE_SKIPPED";
    }

    @Override
    public String message() {
      return "Message %s is not sent: %s".formatted(step, reason);
    }
  }

  /** The provider told more of a message it had taken. */
  record Reported(@JsonUnwrapped Step step, DeliveryStatus status) implements OfMessage {
    @Override
    public EventType type() {
      return EventType.NOTIFICATION_STATUS;
    }

    @Override
    public String name() {
      return status == DeliveryStatus.FAILED ? "MESSAGE_UNDELIVERED" : "MESSAGE_" + status;
    }

    @Override
    public String message() {
      return "Message %s was reported %s".formatted(step, status);
    }
  }

  /** The provider took it, and has told nothing of it since. */
  record Unconfirmed(@JsonUnwrapped Step step) implements OfMessage {
    @Override
    public EventType type() {
      return EventType.NOTIFICATION_STATUS;
    }

    @Override
    public String name() {
      return "MESSAGE_UNCONFIRMED";
    }

    @Override
    public Level level() {
      return Level.WARN;
    }

    @Override
    public String message() {
      return "Message %s was taken, and nothing is reported of it".formatted(step);
    }
  }

  /** What may happen to a whole channel. */
  enum Change {
    /** The provider wants fewer messages. */
    PAUSED,
    /** Nothing leaves until a person acts. */
    STOPPED,
    REOPENED,
    /** Most tries failed; this process rests from trying. */
    BREAKER_OPENED,
    BREAKER_CLOSED
  }

  /**
   * A channel works otherwise than before.
   *
   * @param until where it is known when it goes on
   */
  record ChannelChanged(ChannelName channel, Change change, String reason, @Nullable Instant until)
      implements OutboxEvent {
    @Override
    public EventType type() {
      return EventType.CHANNEL_CHANGED;
    }

    @Override
    public String name() {
      return "CHANNEL_" + change;
    }

    @Override
    public Level level() {
      return switch (change) {
        case STOPPED -> Level.ERROR;
        case PAUSED, BREAKER_OPENED -> Level.WARN;
        case REOPENED, BREAKER_CLOSED -> Level.INFO;
      };
    }

    @Override
    public String message() {
      return "Channel %s: %s%s"
          .formatted(channel, change, reason.isEmpty() ? "" : " (" + reason + ")");
    }
  }
}
