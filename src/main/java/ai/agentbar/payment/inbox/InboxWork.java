package ai.agentbar.payment.inbox;

import ai.agentbar.event.Event;
import ai.agentbar.event.EventLog;
import ai.agentbar.event.Origin;
import ai.agentbar.job.Backoff;
import ai.agentbar.job.LeaseLostException;
import ai.agentbar.job.RowQueue;
import ai.agentbar.job.SideBySide;
import ai.agentbar.job.Work;
import ai.agentbar.order.PaymentProof;
import ai.agentbar.payment.OvertakenException;
import ai.agentbar.payment.Payments;
import ai.agentbar.payment.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Works the inbox off: claims a batch, confirms every row with the gateway side by side and outside
 * of any transaction, then applies the batch in one. A batch that fails is applied row by row, so
 * one bad row harms nobody; a row that fails alone is put off, and after {@link #BACKOFF} is used
 * up it stays, failed, with its error.
 *
 * <p>Threads: stepped by one loop; the confirmations of a batch run on virtual threads of their
 * own.
 */
@Component
final class InboxWork implements Work {

  private static final Logger LOG = LoggerFactory.getLogger(InboxWork.class);
  private static final int BATCH_ROWS_MAX = 64;

  /**
   * How long a dead worker's rows wait; a living one extends its leases while the gateway is slow.
   */
  private static final Duration LEASE = Duration.ofSeconds(8);

  /** Longer than the gateway's own limits together; what takes longer keeps its row no longer. */
  private static final Duration CONFIRM_MAX = Duration.ofSeconds(30);

  /** About three hours in all; reconciliation asks about the order meanwhile. */
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), 48);

  private final InboxTable table;
  private final RowQueue queue;
  private final SideBySide asking;
  private final Confirmation confirmation;
  private final Payments payments;
  private final EventLog events;
  private final InstantSource clock;
  private final TransactionTemplate transaction;
  private final RandomGenerator random = RandomGenerator.getDefault();

  InboxWork(
      InboxTable table,
      JdbcClient jdbc,
      Confirmation confirmation,
      Payments payments,
      EventLog events,
      InstantSource clock,
      TransactionTemplate transaction) {
    this.table = table;
    this.queue = new RowQueue(jdbc, clock, InboxTable.QUEUE, LEASE);
    this.asking = new SideBySide(name(), queue, BATCH_ROWS_MAX, CONFIRM_MAX);
    this.confirmation = confirmation;
    this.payments = payments;
    this.events = events;
    this.clock = clock;
    this.transaction = transaction;
  }

  @Override
  public String name() {
    return "inbox";
  }

  @Override
  public Origin.Component component() {
    return Origin.Component.WORKER;
  }

  @Override
  public int step() {
    List<InboxRow> rows = table.read(queue.claim(asking.free()));
    if (rows.isEmpty()) {
      return 0;
    }
    List<Confirmed> confirmed = confirm(rows);
    try {
      transaction.executeWithoutResult(_ -> confirmed.forEach(this::close));
    } catch (RuntimeException _) {
      confirmed.forEach(this::closeAlone);
    }
    return rows.size();
  }

  /** A row, and what is to be done with it. */
  private record Confirmed(InboxRow row, Confirmation.Finding finding) {}

  /**
   * Asks the gateway about all rows at once; what hangs longer than that is not among them and
   * falls due again. Sorted by order, so that two batches lock alike.
   */
  private List<Confirmed> confirm(List<InboxRow> rows) {
    Queue<Confirmed> confirmed = new ConcurrentLinkedQueue<>();
    rows.forEach(
        row ->
            asking.start(
                row.lease(), () -> confirmed.add(new Confirmed(row, confirmation.of(row)))));
    asking.await(CONFIRM_MAX);
    return confirmed.stream()
        .sorted(
            Comparator.comparing((Confirmed it) -> it.finding().gatewayOrderId())
                .thenComparing(it -> it.row().lease().rowId()))
        .toList();
  }

  private void closeAlone(Confirmed confirmed) {
    try {
      transaction.executeWithoutResult(_ -> close(confirmed));
    } catch (LeaseLostException _) {
      // Another worker took the row over; what it does counts.
    } catch (RuntimeException failure) {
      closeFailed(confirmed, failure);
    }
  }

  /** Where even this cannot be recorded, the lease ends and the row is tried again. */
  private void closeFailed(Confirmed confirmed, RuntimeException failure) {
    Confirmation.Finding broken =
        new Confirmation.Finding.Failed(confirmed.finding().gatewayOrderId(), failure);
    try {
      transaction.executeWithoutResult(_ -> close(new Confirmed(confirmed.row(), broken)));
    } catch (RuntimeException unrecorded) {
      LOG.warn(
          "notification {} failed and that could not be recorded; it falls due again: {}",
          confirmed.row().lease().rowId(),
          unrecorded.getClass().getSimpleName());
    }
  }

  private void close(Confirmed confirmed) {
    InboxRow row = confirmed.row();
    switch (confirmed.finding()) {
      case Confirmation.Finding.Apply(var report, var standing) -> {
        queue.hold(row.lease());
        Verdict verdict = payments.apply(report, standing, PaymentProof.Source.NOTIFICATION);
        switch (verdict) {
          case Verdict.Apply _ -> {
            table.applied(row.lease().rowId(), clock.instant());
            events.append(
                new InboxEvent.Applied(standing.orderId(), standing.gatewayOrderId(), ageOf(row)));
          }
          case Verdict.Ignore(Verdict.Reason reason) ->
              ignore(row, standing.gatewayOrderId(), reason);
        }
      }
      case Confirmation.Finding.Ignore(String gatewayOrderId, Verdict.Reason reason) -> {
        queue.hold(row.lease());
        ignore(row, gatewayOrderId, reason);
      }
      case Confirmation.Finding.NotYet(String _, String reason) ->
          queue.retry(row.lease(), nextTry(row), reason);
      case Confirmation.Finding.Failed(String gatewayOrderId, RuntimeException failure) ->
          fail(row, gatewayOrderId, failure);
    }
  }

  private void ignore(InboxRow row, String gatewayOrderId, Verdict.Reason reason) {
    table.ignored(row.lease().rowId(), reason, clock.instant());
    events.append(
        new InboxEvent.Ignored(
            GatewayOrderIds.orderIn(gatewayOrderId), gatewayOrderId, ageOf(row), reason));
  }

  private void fail(InboxRow row, String gatewayOrderId, RuntimeException failure) {
    if (failure instanceof OvertakenException) {
      queue.retry(row.lease(), clock.instant(), String.valueOf(failure.getMessage()));
      return;
    }
    boolean last = BACKOFF.isExhausted(row.lease().attempt());
    String error = Event.Failure.of(failure).toString();
    if (last) {
      queue.fail(row.lease(), error);
      table.failed(row.lease().rowId(), clock.instant());
    } else {
      queue.retry(row.lease(), nextTry(row), error);
    }
    events.append(
        new InboxEvent.Failed(
            GatewayOrderIds.orderIn(gatewayOrderId),
            row.lease().rowId(),
            row.lease().attempt(),
            last,
            Event.Failure.of(failure)));
  }

  private Instant nextTry(InboxRow row) {
    return clock.instant().plus(BACKOFF.after(row.lease().attempt(), random));
  }

  private Duration ageOf(InboxRow row) {
    return Duration.between(row.receivedAt(), clock.instant());
  }
}
