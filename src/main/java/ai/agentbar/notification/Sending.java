package ai.agentbar.notification;

import ai.agentbar.job.Lease;
import ai.agentbar.order.Order;
import ai.agentbar.order.Orders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One try to send one message: a transaction that looks whether it is still true and marks it as
 * being sent, the call to the provider outside of any, and a transaction for what came of it.
 *
 * <p>After a crash before the mark nothing happened; after it the row is found SENDING and counts
 * as possibly accepted; a late owner's second transaction is refused by its fencing token.
 */
final class Sending {

  private static final Logger LOG = LoggerFactory.getLogger(Sending.class);

  private final ChannelGate gate;
  private final Tools tools;

  Sending(ChannelGate gate, Tools tools) {
    this.gate = gate;
    this.tools = tools;
  }

  /** What a try works with; the same for every channel. */
  record Tools(
      OutboxTable table,
      OutboxReadTable rows,
      ReminderPauseTable reminderPause,
      Orders orders,
      Wording wording,
      SendPolicy policy,
      Outcomes outcomes,
      InstantSource clock,
      TransactionTemplate transaction) {}

  private sealed interface Preparation {

    /** Nothing is to be sent, and that is recorded. */
    record Closed() implements Preparation {}

    /** To be sent while the clock shows less than {@code leaseUntil}. */
    record Ready(OutboxMessage row, Message message, Instant leaseUntil) implements Preparation {

      Ready readyNow() {
        return new Ready(row, message.readyNow(), leaseUntil);
      }
    }
  }

  void attempt(Lease lease, Channel channel) {
    SendResult result = null;
    try {
      Preparation preparation =
          Objects.requireNonNull(tools.transaction().execute(_ -> prepare(lease)));
      if (preparation instanceof Preparation.Ready written) {
        // The commit of the mark may take long without any sleep; after this a sleep is noticed.
        Preparation.Ready ready = written.readyNow();
        if (isInTime(ready)) {
          SendResult came = send(channel, ready.message());
          result = came;
          tools.transaction().executeWithoutResult(_ -> record(lease, ready.row(), came));
        }
      }
    } finally {
      if (result == null) {
        gate.notTried();
      } else {
        gate.tried(result);
      }
    }
  }

  private Preparation prepare(Lease lease) {
    Instant leaseUntil = tools.outcomes().queue().renew(lease);
    OutboxMessage row = tools.rows().find(lease.rowId()).orElseThrow();
    if (row.state() == OutboxState.SENDING) {
      tools.outcomes().follow(lease, row, tools.policy().afterDeath(row));
      return new Preparation.Closed();
    }
    if (row.template().kind() == MessageTemplate.Kind.REMINDER
        && tools.reminderPause().pause().isPresent()) {
      tools.outcomes().hold(lease);
      return new Preparation.Closed();
    }
    Optional<Order> order = tools.orders().find(row.orderId());
    Optional<String> untrue = untrue(row, order);
    if (order.isEmpty() || untrue.isPresent()) {
      tools.outcomes().skip(lease, row, untrue.orElse("the order is gone"));
      return new Preparation.Closed();
    }
    tools.table().sending(row.id());
    OutboxMessage sending = tools.rows().find(row.id()).orElseThrow();
    try {
      return new Preparation.Ready(
          sending, tools.wording().write(sending, order.get()), leaseUntil);
    } catch (RuntimeException unwritable) {
      LOG.error("message {} cannot be written", row.id(), unwritable);
      String reason = "it cannot be written: " + unwritable.getClass().getSimpleName();
      SendResult refused = new SendResult.Refused(reason);
      tools
          .outcomes()
          .follow(lease, sending, tools.policy().after(sending, lease.attempt(), refused));
      return new Preparation.Closed();
    }
  }

  private Optional<String> untrue(OutboxMessage row, Optional<Order> order) {
    if (order.isEmpty()) {
      return Optional.empty();
    }
    boolean hasAccess = tools.orders().isEntitled(row.orderId());
    return Truth.missing(row, order.get(), hasAccess, tools.clock().instant())
        .or(() -> overtaken(row));
  }

  /** While the channel stood still the next reminder may have come up. */
  private Optional<String> overtaken(OutboxMessage row) {
    return row.template() == MessageTemplate.REMINDER_1
            && tools.rows().exists(row.orderId(), row.channel(), MessageTemplate.REMINDER_2)
        ? Optional.of("a later reminder follows")
        : Optional.empty();
  }

  /** A process that was stopped in between wakes up here, and must not send. */
  private boolean isInTime(Preparation.Ready ready) {
    boolean inTime = tools.clock().instant().isBefore(ready.leaseUntil());
    if (!inTime) {
      LOG.warn("message {} is left to its next owner: the lease ran out", ready.row().id());
    }
    return inTime;
  }

  private static SendResult send(Channel channel, Message message) {
    try {
      return channel.send(message);
    } catch (RuntimeException failure) {
      LOG.error("channel {} failed instead of answering", channel.name(), failure);
      return new SendResult.Unknown("the channel failed: " + failure.getClass().getSimpleName());
    }
  }

  private void record(Lease lease, OutboxMessage row, SendResult result) {
    tools.outcomes().follow(lease, row, tools.policy().after(row, lease.attempt(), result));
    switch (result) {
      case SendResult.Busy(String reason, Optional<Duration> after) -> {
        if (SendPolicy.slowsChannel(lease.attempt())) {
          gate.pause(reason, after);
        }
      }
      case SendResult.Halted(String reason) -> gate.stop(reason);
      case SendResult.Accepted _,
          SendResult.Refused _,
          SendResult.Later _,
          SendResult.Away _,
          SendResult.Unknown _ -> {
        // They say nothing of the channel, or nothing the breaker does not know.
      }
    }
  }
}
