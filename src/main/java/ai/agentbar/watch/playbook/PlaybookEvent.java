package ai.agentbar.watch.playbook;

import ai.agentbar.event.Event;
import ai.agentbar.event.EventType;

/** What this room tells. */
sealed interface PlaybookEvent extends Event {

  /** The playbook is in force. */
  record Loaded(String source, int rules, int teams) implements PlaybookEvent {

    @Override
    public String name() {
      return "PLAYBOOK_LOADED";
    }

    @Override
    public String message() {
      return "The playbook %s is in force: %d rules, %d teams".formatted(source, rules, teams);
    }
  }

  @Override
  default EventType type() {
    return EventType.PLAYBOOK_LOADED;
  }
}
