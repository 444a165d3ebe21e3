package ai.agentbar.job;

import ai.agentbar.event.Event;
import ai.agentbar.event.EventType;

/** Loops are started anew. */
sealed interface RestartEvent extends Event {

  long restart();

  Role role();

  @Override
  default EventType type() {
    return EventType.SYSTEM;
  }

  record Asked(long restart, Role role) implements RestartEvent {
    @Override
    public String name() {
      return "RESTART_ASKED";
    }

    @Override
    public String message() {
      return "The loops of every %s are to start anew".formatted(role);
    }
  }

  /**
   * A process did it.
   *
   * @param hung the loops that had to be interrupted
   * @param abandoned those whose thread is left behind
   */
  record Restarted(
      long restart, Role role, String instance, int loops, String hung, String abandoned)
      implements RestartEvent {

    @Override
    public String name() {
      return "LOOPS_RESTARTED";
    }

    @Override
    public Level level() {
      return hung.isEmpty() ? Level.INFO : Level.WARN;
    }

    @Override
    public String message() {
      return "%s started %d loops of %s anew%s"
          .formatted(instance, loops, role, hung.isEmpty() ? "" : "; these hung: " + hung);
    }
  }
}
