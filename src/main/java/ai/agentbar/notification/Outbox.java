package ai.agentbar.notification;

import ai.agentbar.event.EventLog;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.notification.OutboxEvent.Change;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

  private final OutboxReadTable rows;
  private final ChannelTable channelTable;
  private final Channels channels;
  private final Reports reports;
  private final GivenUp givenUp;
  private final EventLog events;
  private final InstantSource clock;
  private final TransactionTemplate transaction;

  Outbox(
      OutboxReadTable rows,
      ChannelTable channelTable,
      Channels channels,
      Reports reports,
      GivenUp givenUp,
      EventLog events,
      InstantSource clock,
      TransactionTemplate transaction) {
    this.rows = rows;
    this.channelTable = channelTable;
    this.channels = channels;
    this.reports = reports;
    this.givenUp = givenUp;
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
   * Sends a message once more that was given up, where it is still true; closes it where it is not.
   * A reminder that may have arrived is never sent again.
   */
  public Requeue requeue(long id) {
    return givenUp.requeue(id);
  }

  /**
   * What {@link #requeue} does, and for a receipt that was sent the same: its reader may miss it
   * all the same. It is marked as a possible double from then on. A reminder that was sent is never
   * sent again.
   */
  public Requeue sendAgain(long id) {
    return givenUp.sendAgain(id);
  }

  /**
   * Sends all once more that a channel gave up, receipts of unknown fate included, and closes those
   * that are no longer true; oldest first, at most {@link #REQUEUE_ROWS_MAX}.
   */
  public Requeue.Batch requeueFailed(ChannelName channel) {
    return givenUp.requeueAll(channel);
  }

  /** What {@link #requeueFailed} would do now; changes nothing. */
  public Requeue.Outlook requeueOutlook(ChannelName channel) {
    return givenUp.outlook(channel);
  }

  /** Closes a message that was given up: a person told its reader otherwise. */
  public FollowUp followedUp(long id) {
    return givenUp.followedUp(id);
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

  private <T> T inTransaction(Supplier<T> work) {
    return Objects.requireNonNull(transaction.execute(_ -> work.get()));
  }
}
