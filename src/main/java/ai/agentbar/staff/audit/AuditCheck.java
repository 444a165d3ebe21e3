package ai.agentbar.staff.audit;

import ai.agentbar.event.EventLog;
import ai.agentbar.job.RecurringJob;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Walks the chain once a day, and tells its head to whoever keeps the log. */
@Component
class AuditCheck implements RecurringJob {

  private final Audit audit;
  private final EventLog events;
  private final TransactionTemplate transaction;

  AuditCheck(Audit audit, EventLog events, TransactionTemplate transaction) {
    this.audit = audit;
    this.events = events;
    this.transaction = transaction;
  }

  @Override
  public String name() {
    return "audit-check";
  }

  @Override
  public Duration every() {
    return Duration.ofDays(1);
  }

  @Override
  public Duration limit() {
    return Duration.ofMinutes(10);
  }

  /** How many entries stand in order. */
  @Override
  public long run() {
    AuditEvent found =
        switch (audit.verify()) {
          case Verification.Intact(long entries, String head) ->
              new AuditEvent.Verified(entries, head);
          case Verification.Broken(long number, String reason) ->
              new AuditEvent.Broken(number, reason);
        };
    transaction.executeWithoutResult(_ -> events.append(found));
    return found instanceof AuditEvent.Verified(long entries, _) ? entries : 0;
  }
}
