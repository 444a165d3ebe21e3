package ai.agentbar.job;

import ai.agentbar.event.Event;
import ai.agentbar.event.EventType;

/** What became of old records. */
sealed interface RetentionEvent extends Event {

  /**
   * A run changed something.
   *
   * @param daysCreated partitions made, ahead or for rows that had come without one
   * @param daysDropped partitions dropped with all that was in them
   * @param rowsDeleted rows deleted one by one
   */
  record Done(long daysCreated, long daysDropped, long rowsDeleted) implements RetentionEvent {

    @Override
    public EventType type() {
      return EventType.SYSTEM;
    }

    @Override
    public String name() {
      return "RETENTION_DONE";
    }

    @Override
    public String message() {
      return "Days created: %d, dropped: %d; rows deleted: %d"
          .formatted(daysCreated, daysDropped, rowsDeleted);
    }

    long changes() {
      return daysCreated + daysDropped + rowsDeleted;
    }
  }
}
