package ai.agentbar.job;

import ai.agentbar.event.Event;
import ai.agentbar.event.EventType;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;

/** What a process tells of itself. */
sealed interface HeartbeatEvent extends Event {

  /**
   * A role of an instance is alive.
   *
   * @param stalled names of its loops that hang in a step, with commas between; empty when fine
   */
  record Alive(Role role, String instance, String stalled) implements HeartbeatEvent {

    @Override
    public EventType type() {
      return EventType.HEARTBEAT;
    }

    @Override
    public String name() {
      return "ALIVE";
    }

    @Override
    public Level level() {
      return Level.DEBUG;
    }

    @Override
    public String message() {
      return stalled.isEmpty()
          ? "%s of %s is alive".formatted(role, instance)
          : "%s of %s is alive and hangs in %s".formatted(role, instance, stalled);
    }
  }

  /**
   * The process ends in order.
   *
   * @param left loops and jobs that did not end in time, with commas between; what they held falls
   *     to others when their leases end
   * @param duration from the signal to end until now
   */
  record Stopped(String instance, String left, @JsonIgnore Duration duration)
      implements HeartbeatEvent {

    @Override
    public EventType type() {
      return EventType.SYSTEM;
    }

    @Override
    public String name() {
      return "STOPPED";
    }

    @Override
    public Level level() {
      return left.isEmpty() ? Level.INFO : Level.WARN;
    }

    @Override
    public String message() {
      return left.isEmpty()
          ? "%s stopped; nothing was left in the middle".formatted(instance)
          : "%s stopped; left to others: %s".formatted(instance, left);
    }
  }

  /** A process ended without a word, and another one on its host saw that it lives no more. */
  record Died(String instance) implements HeartbeatEvent {

    @Override
    public EventType type() {
      return EventType.SYSTEM;
    }

    @Override
    public String name() {
      return "DIED";
    }

    @Override
    public Level level() {
      return Level.WARN;
    }

    @Override
    public String message() {
      return "%s died without a word; what it held falls to others".formatted(instance);
    }
  }
}
