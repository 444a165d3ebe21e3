package ai.agentbar.notification;

import ai.agentbar.job.Lease;
import ai.agentbar.job.LeaseLostException;
import ai.agentbar.job.RecurringJob;
import ai.agentbar.job.RowQueue;
import ai.agentbar.notification.OutboxTable.Draft;
import ai.agentbar.notification.ReminderTable.Outcome;
import ai.agentbar.notification.ReminderTable.Reminder;
import ai.agentbar.order.Order;
import ai.agentbar.order.OrderStatus;
import ai.agentbar.order.Orders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts reminders whose time has come into the outbox, where they are still true; whether they are
 * is asked once more when they are sent. Each reminder is a transaction of its own, so one that
 * fails harms no other and is tried again when its lease ends.
 */
@Component
class Reminders implements RecurringJob {

  private static final Logger LOG = LoggerFactory.getLogger(Reminders.class);
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final Duration LIMIT = Duration.ofMinutes(1);
  static final Duration LEASE = Duration.ofSeconds(30);
  private static final int BATCH_ROWS_MAX = 100;
  private static final int BATCHES_MAX = 50;

  private final RowQueue queue;
  private final ReminderTable table;
  private final OutboxWriter outbox;
  private final Orders orders;
  private final ReminderSwitch held;
  private final InstantSource clock;
  private final TransactionTemplate transaction;

  Reminders(
      JdbcClient jdbc,
      ReminderTable table,
      OutboxWriter outbox,
      Orders orders,
      ReminderSwitch held,
      InstantSource clock,
      TransactionTemplate transaction) {
    this.queue = new RowQueue(jdbc, clock, ReminderTable.QUEUE, LEASE);
    this.table = table;
    this.outbox = outbox;
    this.orders = orders;
    this.held = held;
    this.clock = clock;
    this.transaction = transaction;
  }

  @Override
  public String name() {
    return "reminders";
  }

  @Override
  public Duration every() {
    return EVERY;
  }

  @Override
  public Duration limit() {
    return LIMIT;
  }

  @Override
  public long run() {
    if (held.pause().isPresent()) {
      return 0;
    }
    long done = 0;
    for (int batch = 0; batch < BATCHES_MAX; batch++) {
      List<Lease> claimed = queue.claim(BATCH_ROWS_MAX);
      if (claimed.isEmpty()) {
        break;
      }
      claimed.forEach(this::workAlone);
      done += claimed.size();
    }
    return done;
  }

  private void workAlone(Lease lease) {
    try {
      transaction.executeWithoutResult(_ -> work(lease));
    } catch (LeaseLostException _) {
      // Another run took the row over; what it does counts.
    } catch (RuntimeException failure) {
      LOG.error("reminder {} falls due again when its lease ends", lease.rowId(), failure);
    }
  }

  private void work(Lease lease) {
    queue.close(lease);
    Reminder reminder = table.read(lease);
    Outcome outcome = judge(reminder, orders.find(reminder.orderId()), clock.instant());
    if (outcome == Outcome.QUEUED) {
      outbox.write(new Draft(reminder.orderId(), reminder.template(), reminder.remindAt()));
    }
    table.closed(lease, outcome);
  }

  private Outcome judge(Reminder reminder, Optional<Order> order, Instant now) {
    if (order.isEmpty() || order.get().status() != OrderStatus.PENDING_PAYMENT) {
      return Outcome.NOT_PENDING;
    }
    if (!now.isBefore(order.get().payBy())) {
      return Outcome.PAST_PAY_BY;
    }
    return table.isOvertaken(reminder, now) ? Outcome.OVERTAKEN : Outcome.QUEUED;
  }
}
