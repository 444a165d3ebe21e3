package ai.agentbar.notification;

import ai.agentbar.event.EventLog;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.notification.MessageTemplate.Kind;
import ai.agentbar.notification.OutboxEvent.Change;
import ai.agentbar.notification.OutboxEvent.Step;
import ai.agentbar.order.Orders;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The messages to buyers and to the merchant's own system. They are written by themselves when an
 * order moves and sent by themselves; here is what people and providers say about them.
 *
 * <p>Every method opens its own transaction; after a crash its effect is whole or absent.
 */
@Service
public class Outbox implements DeliveryReports {

  /** Rows one call may list. */
  public static final int PAGE_ROWS_MAX = 200;

  /** Rows one {@link #requeueFailed} looks at. */
  public static final int REQUEUE_ROWS_MAX = 1_000;

  private static final int REQUEUE_BATCH = 100;

  private final OutboxTable table;
  private final OutboxReadTable rows;
  private final ChannelTable channelTable;
  private final Channels channels;
  private final Reports reports;
  private final Orders orders;
  private final EventLog events;
  private final InstantSource clock;
  private final TransactionTemplate transaction;

  Outbox(
      OutboxTable table,
      OutboxReadTable rows,
      ChannelTable channelTable,
      Channels channels,
      Reports reports,
      Orders orders,
      EventLog events,
      InstantSource clock,
      TransactionTemplate transaction) {
    this.table = table;
    this.rows = rows;
    this.channelTable = channelTable;
    this.channels = channels;
    this.reports = reports;
    this.orders = orders;
    this.events = events;
    this.clock = clock;
    this.transaction = transaction;
  }

  public Optional<OutboxMessage> find(long id) {
    return rows.find(id);
  }

  /** The messages of one order, oldest first. */
  public List<OutboxMessage> ofOrder(OrderId orderId) {
    return rows.ofOrder(orderId);
  }

  /**
   * The messages in a state, newest first.
   *
   * @param beforeId the last id of the page before; {@link Long#MAX_VALUE} for the first page
   */
  public List<OutboxMessage> inState(OutboxState state, long beforeId, int limit) {
    return rows.inState(state, new OutboxReadTable.Page(beforeId, Math.min(limit, PAGE_ROWS_MAX)));
  }

  public List<ChannelStatus> channels() {
    return channelTable.all().stream()
        .map(
            it ->
                new ChannelStatus(
                    it.channel(),
                    channels.find(it.channel()).isPresent(),
                    it.stopped(),
                    it.pausedUntil(),
                    it.reason()))
        .toList();
  }

  /** What a provider tells of a message it took: unordered, repeated, and never an error. */
  public Reporting report(DeliveryReport report) {
    return inTransaction(() -> reports.apply(report));
  }

  @Override
  public void report(List<DeliveryReport> told) {
    told.forEach(this::report);
  }

  /**
   * Sends a message once more that was given up, where it is still true. A reminder that may have
   * arrived is never sent again.
   */
  public Requeue requeue(long id) {
    return inTransaction(() -> requeueLocked(id));
  }

  /**
   * What {@link #requeue} does, and for a receipt that was sent the same: its reader may miss it
   * all the same. It is marked as a possible double from then on. A reminder that was sent is never
   * sent again.
   */
  public Requeue sendAgain(long id) {
    return inTransaction(
        () ->
            rows.lock(id)
                .filter(it -> it.state() == OutboxState.SENT)
                .map(this::repeated)
                .orElseGet(() -> requeueLocked(id)));
  }

  /**
   * Sends all once more that a channel gave up, receipts of unknown fate included; oldest first, at
   * most {@link #REQUEUE_ROWS_MAX}.
   */
  public Requeue.Batch requeueFailed(ChannelName channel) {
    int requeued = 0;
    int seen = 0;
    long lastId = 0;
    List<Long> ids = rows.givenUp(channel, lastId, REQUEUE_BATCH);
    while (!ids.isEmpty() && seen < REQUEUE_ROWS_MAX) {
      for (long id : ids) {
        requeued += requeue(id) instanceof Requeue.Requeued ? 1 : 0;
      }
      seen += ids.size();
      lastId = ids.getLast();
      ids = rows.givenUp(channel, lastId, REQUEUE_BATCH);
    }
    return new Requeue.Batch(requeued, seen - requeued, !ids.isEmpty());
  }

  /** What {@link #requeueFailed} would do now; changes nothing. */
  public Requeue.Outlook requeueOutlook(ChannelName channel) {
    List<Long> sample = new ArrayList<>();
    int requeued = 0;
    int seen = 0;
    List<Long> ids = rows.givenUp(channel, 0, REQUEUE_BATCH);
    while (!ids.isEmpty() && seen < REQUEUE_ROWS_MAX) {
      for (OutboxMessage row : ids.stream().flatMap(id -> rows.find(id).stream()).toList()) {
        if (reasonNotToSend(row).isEmpty()) {
          requeued++;
          if (sample.size() < Requeue.SAMPLE_MAX) {
            sample.add(row.id());
          }
        }
      }
      seen += ids.size();
      ids = rows.givenUp(channel, ids.getLast(), REQUEUE_BATCH);
    }
    return new Requeue.Outlook(
        new Requeue.Batch(requeued, seen - requeued, !ids.isEmpty()), List.copyOf(sample));
  }

  /**
   * Lets a channel go on that stood still or paused.
   *
   * @return whether it did
   */
  public boolean reopen(ChannelName channel) {
    return inTransaction(
        () -> {
          if (channelTable.lock(channel).isOpen(clock.instant())) {
            return false;
          }
          channelTable.reopen(channel, clock.instant());
          events.append(new OutboxEvent.ChannelChanged(channel, Change.REOPENED, "", null));
          return true;
        });
  }

  private Requeue repeated(OutboxMessage sent) {
    Optional<String> reason =
        sent.template().kind() == Kind.REMINDER
            ? Optional.of("a reminder that was sent is not sent again")
            : untrue(sent);
    if (reason.isPresent()) {
      return new Requeue.Refused(reason.get());
    }
    table.repeat(sent.id(), UUID.randomUUID().toString(), clock.instant());
    events.append(new OutboxEvent.Queued(Step.of(sent, OutboxState.PENDING)));
    return new Requeue.Requeued();
  }

  private Requeue requeueLocked(long id) {
    Optional<OutboxMessage> row = rows.lock(id);
    if (row.isEmpty()) {
      return new Requeue.Refused("there is no such message");
    }
    Optional<String> reason = reasonNotToSend(row.get());
    if (reason.isPresent()) {
      return new Requeue.Refused(reason.get());
    }
    table.requeue(id, clock.instant());
    events.append(new OutboxEvent.Queued(Step.of(row.get(), OutboxState.PENDING)));
    return new Requeue.Requeued();
  }

  private Optional<String> reasonNotToSend(OutboxMessage row) {
    if (row.state() != OutboxState.FAILED && row.state() != OutboxState.UNKNOWN) {
      return Optional.of("it is " + row.state() + ", not given up");
    }
    if (row.state() == OutboxState.UNKNOWN && row.template().kind() == Kind.REMINDER) {
      return Optional.of("the reminder may have arrived, and a second one is worse than none");
    }
    return untrue(row);
  }

  private Optional<String> untrue(OutboxMessage row) {
    return orders
        .find(row.orderId())
        .map(order -> Truth.missing(row, order, orders.isEntitled(order.id()), clock.instant()))
        .orElse(Optional.of("the order is gone"));
  }

  private <T> T inTransaction(Supplier<T> work) {
    return Objects.requireNonNull(transaction.execute(_ -> work.get()));
  }
}
