package ai.agentbar.notification;

import ai.agentbar.event.EventLog;
import ai.agentbar.event.Masking;
import ai.agentbar.job.Lease;
import ai.agentbar.job.RowQueue;
import ai.agentbar.notification.MessageTemplate.Kind;
import ai.agentbar.notification.OutboxEvent.Change;
import ai.agentbar.notification.OutboxEvent.ChannelChanged;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets the messages of one channel out: what a dead worker left, then receipts, then reminders,
 * each oldest due first, no more than the rate that all nodes share, none while the channel stands
 * still, pauses, or this process rests from it; no reminders while they are held back. The rate is
 * taken in the transaction that claims the rows, under the lock of the channel's row; what is taken
 * for a row that then is not sent is not given back.
 */
final class ChannelGate {

  private static final Logger LOG = LoggerFactory.getLogger(ChannelGate.class);

  /** Where a busy provider does not say for how long. */
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final ChannelName channel;
  private final Rate rate;
  private final OutboxReadTable outbox;
  private final ChannelTable table;
  private final ReminderPauseTable reminderPause;
  private final EventLog events;
  private final InstantSource clock;
  private final TransactionTemplate transaction;
  private final RowQueue abandoned;
  private final RowQueue receipts;
  private final RowQueue reminders;
  private final Breaker breaker;

  ChannelGate(ChannelName channel, Duration lease, Rate rate, Tools tools) {
    this.channel = channel;
    this.rate = rate;
    this.outbox = tools.outbox();
    this.table = tools.channels();
    this.reminderPause = tools.reminderPause();
    this.events = tools.events();
    this.clock = tools.clock();
    this.transaction = tools.transaction();
    this.abandoned = tools.queue(OutboxTable.abandonedOf(channel), lease);
    this.receipts = tools.queue(OutboxTable.queueOf(channel, Kind.RECEIPT), lease);
    this.reminders = tools.queue(OutboxTable.queueOf(channel, Kind.REMINDER), lease);
    this.breaker = new Breaker(channel, clock, this::breakerChanged);
  }

  /** What a gate works with; the same for every channel. */
  record Tools(
      JdbcClient jdbc,
      OutboxReadTable outbox,
      ChannelTable channels,
      ReminderPauseTable reminderPause,
      EventLog events,
      InstantSource clock,
      TransactionTemplate transaction) {

    RowQueue queue(String name, Duration lease) {
      return new RowQueue(jdbc, clock, name, lease);
    }
  }

  /**
   * Claims what may leave now. Each claimed row is to be told of once by {@link #tried} or {@link
   * #notTried}. Opens a transaction.
   */
  List<Lease> claim(int limit) {
    if (limit == 0 || !outbox.anyDue(channel, clock.instant())) {
      return List.of();
    }
    int permitted = breaker.acquire(limit);
    List<Lease> claimed = List.of();
    try {
      claimed = Objects.requireNonNull(transaction.execute(_ -> claimWithinRate(permitted)));
      return claimed;
    } finally {
      breaker.release(permitted - claimed.size());
    }
  }

  void tried(SendResult result) {
    breaker.tried(result);
  }

  void notTried() {
    breaker.release(1);
  }

  /** The provider wants fewer messages; runs in the caller's transaction. */
  void pause(String reason, Optional<Duration> after) {
    Instant now = clock.instant();
    Instant until = now.plus(SendPolicy.atMost(after.orElse(PAUSE)));
    boolean news = table.lock(channel).isOpen(now);
    table.pause(channel, until, Masking.mask(reason));
    if (news) {
      tell(Change.PAUSED, reason, until);
    }
  }

  /** The channel is of no use until a person acts; runs in the caller's transaction. */
  void stop(String reason) {
    if (table.stop(channel, Masking.mask(reason), clock.instant())) {
      tell(Change.STOPPED, reason, null);
    }
  }

  private List<Lease> claimWithinRate(int permitted) {
    if (permitted == 0) {
      return List.of();
    }
    Instant now = clock.instant();
    ChannelTable.Row row = table.lock(channel);
    int allowed = Math.min(permitted, rate.available(row.spentUntil(), now));
    if (allowed == 0 || !row.isOpen(now)) {
      return List.of();
    }
    List<Lease> claimed = new ArrayList<>(abandoned.claim(allowed));
    if (claimed.size() < allowed) {
      claimed.addAll(receipts.claim(allowed - claimed.size()));
    }
    if (claimed.size() < allowed && reminderPause.pause().isEmpty()) {
      claimed.addAll(reminders.claim(allowed - claimed.size()));
    }
    if (!claimed.isEmpty()) {
      table.spend(channel, rate.spend(row.spentUntil(), now, claimed.size()));
    }
    return claimed;
  }

  private void breakerChanged(boolean opened) {
    Change change = opened ? Change.BREAKER_OPENED : Change.BREAKER_CLOSED;
    Instant until = opened ? clock.instant().plus(Breaker.REST) : null;
    try {
      transaction.executeWithoutResult(
          _ -> tell(change, opened ? "nearly every try failed" : "", until));
    } catch (RuntimeException failure) {
      LOG.warn("{} of channel {} could not be told", change, channel, failure);
    }
  }

  private void tell(Change change, String reason, @Nullable Instant until) {
    events.append(new ChannelChanged(channel, change, reason, until));
  }
}
