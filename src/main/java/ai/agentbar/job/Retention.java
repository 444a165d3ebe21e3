package ai.agentbar.job;

import ai.agentbar.database.ExpiringRows;
import ai.agentbar.database.Partitions;
import ai.agentbar.event.EventLog;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives up what is over its time, and makes room for the days to come. What is kept how long, the
 * rooms say of their own tables.
 *
 * <p>Every step is a small transaction, repeatable, and harmless beside another node's: a run that
 * ends anywhere is continued by the next one.
 */
@Component
class Retention implements RecurringJob {

  private static final Duration EVERY = Duration.ofHours(1);
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Partitions partitions;
  private final List<ExpiringRows> expiring;
  private final EventLog events;
  private final TransactionTemplate transaction;

  Retention(
      Partitions partitions,
      List<ExpiringRows> expiring,
      EventLog events,
      TransactionTemplate transaction) {
    this.partitions = partitions;
    this.expiring = expiring;
    this.events = events;
    this.transaction = transaction;
  }

  @Override
  public String name() {
    return "retention";
  }

  @Override
  public Duration every() {
    return EVERY;
  }

  @Override
  public Duration limit() {
    return LIMIT;
  }

  /** Days made and dropped, and rows deleted. */
  @Override
  public long run() {
    RetentionEvent.Done done =
        new RetentionEvent.Done(
            partitions.create() + partitions.moveStrays(),
            partitions.dropExpired(),
            partitions.deleteStrays() + expiring.stream().mapToLong(partitions::delete).sum());
    if (done.changes() > 0) {
      transaction.executeWithoutResult(_ -> events.append(done));
    }
    return done.changes();
  }
}
