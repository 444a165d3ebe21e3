package ai.agentbar.watch.playbook;

import ai.agentbar.event.Event;
import ai.agentbar.event.EventType;
import java.util.List;

/** What this room tells; each node of what it has read itself. */
sealed interface PlaybookEvent extends Event {

  @Override
  default EventType type() {
    return EventType.PLAYBOOK_LOADED;
  }

  /** The playbook is in force. */
  record Loaded(String source, String version, int rules, int teams) implements PlaybookEvent {

    @Override
    public String name() {
      return "PLAYBOOK_LOADED";
    }

    @Override
    public String message() {
      return "The playbook %s, version %s, is in force: %d rules, %d teams"
          .formatted(source, version, rules, teams);
    }
  }

  /** The file was refused and says again what is in force. */
  record Mended(String source, String version) implements PlaybookEvent {

    @Override
    public String name() {
      return "PLAYBOOK_MENDED";
    }

    @Override
    public String message() {
      return "The playbook %s says again what is in force, version %s".formatted(source, version);
    }
  }

  /** The file was changed and has mistakes; what was in force stays in force. */
  record Refused(String source, String version, String inForce, List<String> mistakes)
      implements PlaybookEvent {

    @Override
    public String name() {
      return "PLAYBOOK_REFUSED";
    }

    @Override
    public Level level() {
      return Level.ERROR;
    }

    @Override
    public String message() {
      return "The playbook %s has mistakes, version %s stays in force: %s"
          .formatted(source, inForce, String.join("; ", mistakes));
    }
  }
}
