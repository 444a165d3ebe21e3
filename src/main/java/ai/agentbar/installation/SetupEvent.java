package ai.agentbar.installation;

import ai.agentbar.event.Audited;
import ai.agentbar.event.EventType;
import ai.agentbar.installation.Found.State;
import ai.agentbar.kernel.Actor;

/** What somebody tried while setting the program up. */
sealed interface SetupEvent extends Audited {

  @Override
  default EventType type() {
    return EventType.SYSTEM;
  }

  /** No reason is asked for: it says itself why. */
  @Override
  default String reason() {
    return "";
  }

  /** All checks ran. */
  record Checked(Actor actor, long good, long bad, long notSet) implements SetupEvent {

    @Override
    public String name() {
      return "SETUP_CHECKED";
    }

    @Override
    public String subject() {
      return "setup";
    }

    @Override
    public String message() {
      return "Setup checked: %d good, %d bad, %d not set".formatted(good, bad, notSet);
    }
  }

  /**
   * A way out was tried.
   *
   * @param way {@code mail}, {@code own system}, {@code team DEVOPS}; never an address
   */
  record Tried(Actor actor, String way, State state) implements SetupEvent {

    @Override
    public String name() {
      return "SETUP_TRIED";
    }

    @Override
    public String subject() {
      return way;
    }

    @Override
    public String message() {
      return "Test message by %s: %s".formatted(way, state);
    }
  }
}
