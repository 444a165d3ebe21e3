package ai.agentbar.notification;

import ai.agentbar.event.EventLog;
import ai.agentbar.notification.MessageTemplate.Kind;
import ai.agentbar.notification.OutboxEvent.Step;
import ai.agentbar.order.Orders;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The messages that were given up, and their two ways out: they are sent once more, or closed,
 * since they are no longer true or a person told the reader otherwise. And the receipts that were
 * sent and are missed.
 */
@Component
class GivenUp {

  private static final int BATCH = 100;
  private static final String BY_HAND = "followed up by hand";

  private final GivenUpTable table;
  private final OutboxReadTable rows;
  private final Orders orders;
  private final EventLog events;
  private final InstantSource clock;
  private final TransactionTemplate transaction;

  GivenUp(
      GivenUpTable table,
      OutboxReadTable rows,
      Orders orders,
      EventLog events,
      InstantSource clock,
      TransactionTemplate transaction) {
    this.table = table;
    this.rows = rows;
    this.orders = orders;
    this.events = events;
    this.clock = clock;
    this.transaction = transaction;
  }

  Requeue requeue(long id) {
    return inTransaction(
        () ->
            rows.lock(id)
                .map(this::requeueLocked)
                .orElse(new Requeue.Refused("there is no such message")));
  }

  /** Also a receipt that was sent: its reader may miss it all the same. */
  Requeue sendAgain(long id) {
    return inTransaction(
        () ->
            rows.lock(id)
                .filter(it -> it.state() == OutboxState.SENT)
                .map(this::repeat)
                .orElseGet(() -> requeue(id)));
  }

  Requeue.Batch requeueAll(ChannelName channel) {
    Tally tally = new Tally();
    boolean more = eachOf(channel, id -> tally.add(id, requeue(id)));
    return tally.batch(more);
  }

  /** What {@link #requeueAll} would do now; changes nothing. */
  Requeue.Outlook outlook(ChannelName channel) {
    Tally tally = new Tally();
    boolean more =
        eachOf(channel, id -> rows.find(id).ifPresent(row -> tally.add(id, decide(row))));
    return new Requeue.Outlook(tally.batch(more), List.copyOf(tally.sample));
  }

  FollowUp followedUp(long id) {
    return inTransaction(
        () ->
            rows.lock(id)
                .map(this::followedUpLocked)
                .orElse(new FollowUp.Refused("there is no such message")));
  }

  private Requeue requeueLocked(OutboxMessage row) {
    Requeue decided = decide(row);
    switch (decided) {
      case Requeue.Requeued _ -> {
        table.requeue(row.id(), clock.instant());
        events.append(new OutboxEvent.Queued(Step.of(row, OutboxState.PENDING)));
      }
      case Requeue.Closed(String reason) -> {
        table.close(row.id(), reason);
        tellClosed(row, reason);
      }
      case Requeue.Refused _ -> {
        // Nothing changes.
      }
    }
    return decided;
  }

  private Requeue repeat(OutboxMessage sent) {
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

  private FollowUp followedUpLocked(OutboxMessage row) {
    Optional<String> refusal = notGivenUp(row);
    if (refusal.isPresent()) {
      return new FollowUp.Refused(refusal.get());
    }
    table.followUp(row.id(), BY_HAND, clock.instant());
    tellClosed(row, BY_HAND);
    return new FollowUp.Noted();
  }

  private void tellClosed(OutboxMessage row, String reason) {
    events.append(new OutboxEvent.Skipped(Step.of(row, OutboxState.SKIPPED), reason));
  }

  private Requeue decide(OutboxMessage row) {
    Optional<String> refusal = notGivenUp(row);
    if (refusal.isPresent()) {
      return new Requeue.Refused(refusal.get());
    }
    Optional<String> untrue = untrue(row);
    if (untrue.isPresent()) {
      return new Requeue.Closed(untrue.get());
    }
    return row.state() == OutboxState.UNKNOWN && row.template().kind() == Kind.REMINDER
        ? new Requeue.Refused("the reminder may have arrived, and a second one is worse than none")
        : new Requeue.Requeued();
  }

  private static Optional<String> notGivenUp(OutboxMessage row) {
    return row.state() == OutboxState.FAILED || row.state() == OutboxState.UNKNOWN
        ? Optional.empty()
        : Optional.of("it is " + row.state() + ", not given up");
  }

  private Optional<String> untrue(OutboxMessage row) {
    return orders
        .find(row.orderId())
        .map(order -> Truth.missing(row, order, orders.isEntitled(order.id()), clock.instant()))
        .orElse(Optional.of("the order is gone"));
  }

  /**
   * Oldest first.
   *
   * @return whether some were not looked at
   */
  private boolean eachOf(ChannelName channel, LongConsumer look) {
    int seen = 0;
    List<Long> ids = rows.givenUp(channel, 0, BATCH);
    while (!ids.isEmpty() && seen < Outbox.REQUEUE_ROWS_MAX) {
      ids.forEach(look::accept);
      seen += ids.size();
      ids = rows.givenUp(channel, ids.getLast(), BATCH);
    }
    return !ids.isEmpty();
  }

  private <T> T inTransaction(Supplier<T> work) {
    return Objects.requireNonNull(transaction.execute(_ -> work.get()));
  }

  /** What became of the messages of one channel. */
  private static final class Tally {

    private final List<Long> sample = new ArrayList<>();
    private int requeued;
    private int closed;
    private int refused;

    private void add(long id, Requeue result) {
      switch (result) {
        case Requeue.Requeued _ -> {
          requeued++;
          if (sample.size() < Requeue.SAMPLE_MAX) {
            sample.add(id);
          }
        }
        case Requeue.Closed _ -> closed++;
        case Requeue.Refused _ -> refused++;
      }
    }

    private Requeue.Batch batch(boolean more) {
      return new Requeue.Batch(requeued, closed, refused, more);
    }
  }
}
