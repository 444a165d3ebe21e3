package ai.agentbar.notification;

import ai.agentbar.event.EventLog;
import ai.agentbar.job.Lease;
import ai.agentbar.job.RowQueue;
import ai.agentbar.notification.OutboxEvent.Step;
import ai.agentbar.notification.SendPolicy.Next;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Records what became of a message, with its event, in the caller's transaction. The queue's
 * statement comes first: it turns a late owner away before anything is written.
 */
@Component
class Outcomes {

  /** How long a dead worker's messages wait; a living one extends its leases. */
  static final Duration LEASE = Duration.ofSeconds(8);

  private final RowQueue queue;
  private final OutboxTable table;
  private final EventLog events;
  private final InstantSource clock;

  Outcomes(JdbcClient jdbc, OutboxTable table, EventLog events, InstantSource clock) {
    this.queue = new RowQueue(jdbc, clock, "notification_outbox", LEASE);
    this.table = table;
    this.events = events;
    this.clock = clock;
  }

  /** The queue of all channels, for what is done with rows that are claimed already. */
  RowQueue queue() {
    return queue;
  }

  /**
   * @param row as it stood before
   */
  void follow(Lease lease, OutboxMessage row, Next next) {
    Instant now = clock.instant();
    switch (next) {
      case Next.Sent sent -> {
        queue.close(lease);
        sent(row, sent, now);
      }
      case Next.Again(Duration wait, String reason, var tries) -> {
        queue.retry(lease, now.plus(wait), reason);
        table.leave(row.id(), OutboxState.RETRYING, tries);
        tell(row, OutboxState.RETRYING, tries.possibleDouble(), reason);
      }
      case Next.GivenUp(OutboxState as, String reason, var tries) -> {
        queue.fail(lease, reason);
        table.leave(row.id(), as, tries);
        tell(row, as, tries.possibleDouble(), reason);
      }
      case Next.Unsent(Duration wait, String reason) -> {
        queue.retry(lease, now.plus(wait), reason);
        table.unsent(row.id());
      }
    }
  }

  /** Reminders are held back since it was claimed: it waits as before. */
  void hold(Lease lease) {
    queue.retry(lease, clock.instant(), "reminders are held back");
  }

  void skip(Lease lease, OutboxMessage row, String reason) {
    queue.fail(lease, reason);
    table.leave(row.id(), OutboxState.SKIPPED, row.tries());
    events.append(new OutboxEvent.Skipped(Step.of(row, OutboxState.SKIPPED), reason));
  }

  private void sent(OutboxMessage row, Next.Sent sent, Instant now) {
    String providerId = sent.providerId().isEmpty() ? null : sent.providerId();
    table.sent(row.id(), providerId, sent.possibleDouble(), now);
    events.append(
        new OutboxEvent.Sent(
            Step.of(row, OutboxState.SENT),
            row.tries().count(),
            sent.possibleDouble(),
            Duration.between(row.times().wantedAt(), now)));
  }

  private void tell(OutboxMessage row, OutboxState to, boolean possibleDouble, String reason) {
    events.append(
        new OutboxEvent.NotSent(Step.of(row, to), row.tries().count(), possibleDouble, reason));
  }
}
