package ai.agentbar.audit;

import ai.agentbar.audit.Chain.Head;
import ai.agentbar.event.Audited;
import ai.agentbar.event.Masking;
import ai.agentbar.event.Origin;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes an entry for every audited event, in the event's own transaction and as its last act: the
 * head is locked for that moment only, after every other lock, so that entries neither hold up the
 * changes they tell of nor wait for each other in a circle.
 */
@Component
class AuditWriter {

  private final AuditTable table;
  private final InstantSource clock;

  AuditWriter(AuditTable table, InstantSource clock) {
    this.table = table;
    this.clock = clock;
  }

  @EventListener
  void write(Audited event) {
    Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    String requestId = Objects.requireNonNullElse(Origin.current().requestId(), "");
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void beforeCommit(boolean readOnly) {
            append(event, at, requestId);
          }
        });
  }

  private void append(Audited event, Instant at, String requestId) {
    Head head = table.lockHead();
    AuditEntry entry =
        new AuditEntry(
            head.number() + 1,
            at,
            event.actor().toString(),
            event.name(),
            text(event.subject()),
            text(event.reason()),
            text(event.message()),
            text(requestId));
    table.append(new ChainedEntry(entry, head.hash(), Chain.hash(head.hash(), entry)));
  }

  /** As the event log keeps it. */
  private static String text(String given) {
    return Masking.mask(given.replace('\0', '\uFFFD'));
  }
}
