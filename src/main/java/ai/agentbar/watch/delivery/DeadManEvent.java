package ai.agentbar.watch.delivery;

import ai.agentbar.event.Event;
import ai.agentbar.event.EventType;
import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/** Whether the dead-man switch outside hears from us. */
sealed interface DeadManEvent extends Event {

  /** It could not be reached; it will raise an alarm although we live. */
  record Failed(int attempt, @JsonIgnore Failure cause) implements DeadManEvent {

    @Override
    public EventType type() {
      return EventType.NOTIFICATION_FAILED;
    }

    @Override
    public String name() {
      return "DEAD_MAN_PING_FAILED";
    }

    @Override
    public Level level() {
      return Level.WARN;
    }

    @Override
    public @Nullable Failure failure() {
      return cause;
    }

    @Override
    public String message() {
      return "The dead-man switch did not hear from us, try %d".formatted(attempt);
    }
  }

  /** It hears from us again. */
  record Reached(int attempt) implements DeadManEvent {

    @Override
    public EventType type() {
      return EventType.NOTIFICATION_SENT;
    }

    @Override
    public String name() {
      return "DEAD_MAN_PING_REACHED";
    }

    @Override
    public String message() {
      return "The dead-man switch hears from us again";
    }
  }
}
