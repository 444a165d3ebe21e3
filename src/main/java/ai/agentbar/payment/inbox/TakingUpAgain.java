package ai.agentbar.payment.inbox;

import ai.agentbar.event.EventLog;
import ai.agentbar.event.EventLog.Attributed;
import ai.agentbar.event.Origin;
import ai.agentbar.payment.NotificationInbox;
import ai.agentbar.payment.NotificationInbox.Outlook;
import ai.agentbar.payment.NotificationReader;
import ai.agentbar.payment.NotificationReader.Reading;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes up again what failed, and what was refused while a wrong key was set. In batches, each a
 * transaction of its own: after a crash in the middle, what was taken up is, and the rest waits.
 */
@Component
class TakingUpAgain {

  static final int BATCH_ROWS_MAX = 100;
  private static final int SAMPLE_MAX = 5;

  private final AgainTable table;
  private final InboxTable inbox;
  private final NotificationReader reader;
  private final EventLog events;
  private final InstantSource clock;
  private final TransactionTemplate transaction;

  TakingUpAgain(
      AgainTable table,
      InboxTable inbox,
      NotificationReader reader,
      EventLog events,
      InstantSource clock,
      TransactionTemplate transaction) {
    this.table = table;
    this.inbox = inbox;
    this.reader = reader;
    this.events = events;
    this.clock = clock;
    this.transaction = transaction;
  }

  Outlook failed() {
    return outlook(table.failed(NotificationInbox.AGAIN_MAX + 1));
  }

  int replayFailed() {
    return inBatches(this::replayBatch);
  }

  boolean replay(long id) {
    return Objects.requireNonNull(
            transaction.execute(_ -> tell(table.replay(clock.instant(), id, 1))))
        == 1;
  }

  Outlook wronglyRejected() {
    List<AgainTable.Kept> genuine = new ArrayList<>();
    long last = 0;
    List<AgainTable.Rejected> page = table.rejectedAfter(last, BATCH_ROWS_MAX);
    while (!page.isEmpty() && genuine.size() <= NotificationInbox.AGAIN_MAX) {
      page.stream()
          .filter(it -> arrival(it).isPresent())
          .forEach(it -> genuine.add(new AgainTable.Kept(it.id(), it.receivedAt())));
      last = page.getLast().id();
      page = table.rejectedAfter(last, BATCH_ROWS_MAX);
    }
    return outlook(genuine);
  }

  int reverifyRejected() {
    int taken = 0;
    long last = 0;
    List<AgainTable.Rejected> page = table.rejectedAfter(last, BATCH_ROWS_MAX);
    while (!page.isEmpty() && taken < NotificationInbox.AGAIN_MAX) {
      List<Long> genuine =
          page.stream().filter(it -> arrival(it).isPresent()).map(AgainTable.Rejected::id).toList();
      taken += genuine.isEmpty() ? 0 : takeIn(genuine);
      last = page.getLast().id();
      page = table.rejectedAfter(last, BATCH_ROWS_MAX);
    }
    return taken;
  }

  private int replayBatch() {
    return tell(table.replay(clock.instant(), AgainTable.ANY, BATCH_ROWS_MAX));
  }

  private int tell(List<AgainTable.Replayed> replayed) {
    events.append(
        replayed.stream()
            .map(
                it ->
                    new InboxEvent.Replayed(
                        GatewayOrderIds.orderIn(it.gatewayOrderId()), it.gatewayOrderId(), it.id()))
            .toArray(InboxEvent[]::new));
    return replayed.size();
  }

  /** Whoever takes a row first has it: two runs side by side take each row once. */
  private int takeIn(List<Long> ids) {
    return Objects.requireNonNull(
        transaction.execute(
            _ -> {
              List<Inbox.Arrival> arrivals =
                  table.removeRejected(ids).stream().flatMap(it -> arrival(it).stream()).toList();
              if (!arrivals.isEmpty()) {
                inbox.insert(arrivals, clock.instant());
                List<Attributed> received = arrivals.stream().map(Inbox::received).toList();
                events.appendAll(received);
              }
              return arrivals.size();
            }));
  }

  private Optional<Inbox.Arrival> arrival(AgainTable.Rejected rejected) {
    return reader.read(rejected.body().bytes()) instanceof Reading.Genuine(var report, boolean _)
        ? Optional.of(new Inbox.Arrival(rejected.body(), report, Origin.current()))
        : Optional.empty();
  }

  private int inBatches(IntSupplier batch) {
    int all = 0;
    int some;
    do {
      some = Objects.requireNonNull(transaction.execute(_ -> batch.getAsInt()));
      all += some;
    } while (some > 0 && all < NotificationInbox.AGAIN_MAX);
    return all;
  }

  private static Outlook outlook(List<AgainTable.Kept> kept) {
    Optional<Instant> oldest = kept.stream().map(AgainTable.Kept::receivedAt).findFirst();
    return new Outlook(
        Math.min(kept.size(), NotificationInbox.AGAIN_MAX),
        kept.size() > NotificationInbox.AGAIN_MAX,
        kept.stream().limit(SAMPLE_MAX).map(AgainTable.Kept::id).toList(),
        oldest);
  }
}
