package ai.agentbar.event;

import ai.agentbar.database.TransactionLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Appends what happened, in the caller's transaction.
 *
 * <p>After the commit the event is stored and printed; after a rollback it never happened. After a
 * crash between the commit and the print it is stored only: the table is the truth, standard output
 * its copy. An event whose transaction lasts longer than {@link TransactionLimits#LONGEST} undoes
 * it.
 *
 * <p>A room that must do something in the same transaction listens to the event's own type by
 * {@code @EventListener}: it is called once the event is appended, and what it throws undoes the
 * change itself. That is for rows that must stand with the change; everything else reads the log.
 */
@Service
public class EventLog {

  /** An event and who caused it, where several are appended on behalf of others. */
  public record Attributed(Event event, Origin origin) {}

  private static final Logger LOG = LoggerFactory.getLogger("event");

  private final EventTable table;
  private final InstantSource clock;
  private final ApplicationEventPublisher listeners;

  EventLog(EventTable table, InstantSource clock, ApplicationEventPublisher listeners) {
    this.table = table;
    this.clock = clock;
    this.listeners = listeners;
  }

  /** Appends events of the {@linkplain Origin#current current origin}. */
  public void append(Event... events) {
    Origin origin = Origin.current();
    appendAll(List.of(events).stream().map(event -> new Attributed(event, origin)).toList());
  }

  /**
   * Appends events in one statement.
   *
   * @throws IllegalStateException where no transaction is open: an event without the change it
   *     tells of would be a rumour
   */
  public void appendAll(List<Attributed> events) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("an event is appended in the transaction it tells of");
    }
    if (events.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    List<LogLine> lines =
        events.stream().map(it -> LogLine.of(it.event(), it.origin(), now)).toList();
    table.insert(lines);
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void beforeCommit(boolean readOnly) {
            refuseStale(now);
          }

          @Override
          public void afterCommit() {
            lines.forEach(EventLog::print);
          }
        });
    events.forEach(it -> listeners.publishEvent(it.event()));
  }

  /**
   * A process that slept in the middle must not commit what its readers, who rely on {@link
   * TransactionLimits#LONGEST}, would no longer look for.
   */
  private void refuseStale(Instant appendedAt) {
    if (Duration.between(appendedAt, clock.instant()).compareTo(TransactionLimits.LONGEST) > 0) {
      throw new IllegalStateException(
          "an event of %s is too old to be committed now".formatted(appendedAt));
    }
  }

  private static void print(LogLine line) {
    LOG.atLevel(Level.valueOf(line.level().name()))
        .addKeyValue(LogLineFormatter.LINE, line)
        .log(line.message());
  }
}
