package ai.agentbar.staff.audit;

import ai.agentbar.event.Event;
import ai.agentbar.event.EventType;

/** What this room tells. */
sealed interface AuditEvent extends Event {

  @Override
  default EventType type() {
    return EventType.STAFF_CHANGED;
  }

  /** The chain is whole; kept outside the database, this line shows whether it was rewritten. */
  record Verified(long entries, String head) implements AuditEvent {

    @Override
    public String name() {
      return "AUDIT_VERIFIED";
    }

    @Override
    public String message() {
      return "The audit log is whole: %d entries, head %s".formatted(entries, head);
    }
  }

  record Broken(long entry, String reason) implements AuditEvent {

    @Override
    public String name() {
      return "AUDIT_BROKEN";
    }

    @Override
    public Level level() {
      return Level.ERROR;
    }

    @Override
    public String message() {
      return "The audit log was tampered with: " + reason;
    }
  }
}
