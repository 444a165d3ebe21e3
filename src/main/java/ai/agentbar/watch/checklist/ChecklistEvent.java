package ai.agentbar.watch.checklist;

import ai.agentbar.event.Audited;
import ai.agentbar.event.Event;
import ai.agentbar.event.EventType;
import ai.agentbar.kernel.Actor;
import com.fasterxml.jackson.annotation.JsonIgnore;

/** What this room tells. */
public sealed interface ChecklistEvent extends Event {

  ChecklistId checklist();

  @Override
  default EventType type() {
    return EventType.CHECKLIST_CHANGED;
  }

  /** A shift has its checklist. */
  record Filled(ChecklistId checklist, String day, String shift) implements ChecklistEvent {

    @Override
    public String name() {
      return "CHECKLIST_FILLED";
    }

    @Override
    public String message() {
      return "The checklist of %s, %s, is filled in".formatted(day, shift);
    }
  }

  /**
   * A person looked.
   *
   * @param overdue whether it was told as unsigned until now
   * @param bad items that were not as they should be
   */
  record Signed(
      ChecklistId checklist,
      String day,
      String shift,
      boolean overdue,
      long bad,
      Actor actor,
      @JsonIgnore String reason)
      implements ChecklistEvent, Audited {

    @Override
    public String name() {
      return "CHECKLIST_SIGNED";
    }

    @Override
    public String subject() {
      return "checklist " + checklist;
    }

    @Override
    public String message() {
      return "The checklist of %s, %s, was signed by %s; %d items were bad"
          .formatted(day, shift, actor, bad);
    }
  }

  /**
   * Nobody signed in time.
   *
   * @param others how many of other shifts had been told as unsigned before, and still are
   */
  record Unsigned(ChecklistId checklist, String day, String shift, long others)
      implements ChecklistEvent {

    @Override
    public String name() {
      return "CHECKLIST_UNSIGNED";
    }

    @Override
    public Level level() {
      return Level.WARN;
    }

    @Override
    public String message() {
      return "Nobody signed the checklist of %s, %s, in time".formatted(day, shift);
    }
  }

  /** Nobody signed at all; nobody is asked to any more. */
  record Lapsed(ChecklistId checklist, String day, String shift) implements ChecklistEvent {

    @Override
    public String name() {
      return "CHECKLIST_LAPSED";
    }

    @Override
    public Level level() {
      return Level.WARN;
    }

    @Override
    public String message() {
      return "The checklist of %s, %s, stays unsigned".formatted(day, shift);
    }
  }
}
