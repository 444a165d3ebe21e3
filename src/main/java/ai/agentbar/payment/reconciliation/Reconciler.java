package ai.agentbar.payment.reconciliation;

import ai.agentbar.event.EventLog;
import ai.agentbar.event.Origin;
import ai.agentbar.job.Drain;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.payment.Reconciliation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs inquiries side by side, a handful at a time, until nothing is left to ask, {@link
 * #ORDERS_MAX} or {@link #RUN_MAX} is reached, the process is told to end, or Midtrans answers none
 * of a handful: then it is down, and the rest waits for the next run.
 */
@Service
class Reconciler implements Reconciliation {

  static final int ORDERS_MAX = 500;
  static final int SIDE_BY_SIDE_MAX = 8;
  private static final int SAMPLE_MAX = 5;
  private static final Duration RUN_MAX = Duration.ofSeconds(30);

  private final Claims claims;
  private final Inquiry inquiry;
  private final Questions questions;
  private final EventLog events;
  private final TransactionTemplate transaction;
  private final Drain drain;

  Reconciler(
      Claims claims,
      Inquiry inquiry,
      Questions questions,
      EventLog events,
      TransactionTemplate transaction,
      Drain drain) {
    this.claims = claims;
    this.inquiry = inquiry;
    this.questions = questions;
    this.events = events;
    this.transaction = transaction;
    this.drain = drain;
  }

  @Override
  public Run run(Trigger trigger) {
    return switch (trigger) {
      case SCHEDULE -> run(trigger, claims.due());
      case BUTTON, ALERT -> run(trigger, claims.open());
    };
  }

  @Override
  public Outlook outlook() {
    return claims.outlook(Math.min(ORDERS_MAX, questions.most(RUN_MAX)), SAMPLE_MAX);
  }

  @Override
  public Run runOrder(OrderId id, Trigger trigger) {
    return run(trigger, claims.one(id));
  }

  /** Asks about those whose time to pay is over; a crowd of other questions does not delay them. */
  Run runOverdue() {
    return run(Trigger.SCHEDULE, claims.overdue());
  }

  /** A run that breaks is told of too, with what it did until then. */
  Run run(Trigger trigger, Claims.Source source) {
    long startedAt = System.nanoTime();
    Tally tally = new Tally();
    try {
      askOn(source, tally, startedAt);
    } catch (RuntimeException broken) {
      tally.broke(broken);
      tellBroken(trigger, tally, startedAt, broken);
      throw broken;
    }
    Run run = tally.run(Duration.ofNanos(sinceNanos(startedAt)));
    tell(trigger, run, tally);
    return run;
  }

  /** What a run does not come to, since the process ends, is still due: other nodes ask. */
  private void askOn(Claims.Source source, Tally tally, long startedAt) {
    boolean answered = true;
    while (answered
        && !drain.hasBegun()
        && tally.asked() < ORDERS_MAX
        && sinceNanos(startedAt) < RUN_MAX.toNanos()) {
      List<ReconciliationRow> rows =
          source.next(Math.min(SIDE_BY_SIDE_MAX, ORDERS_MAX - tally.asked()));
      if (rows.isEmpty()) {
        break;
      }
      List<Inquiry.Result> results = askAll(rows, questions);
      tally.count(results);
      answered = !results.stream().allMatch(Inquiry.Result.Unanswered.class::isInstance);
    }
  }

  List<Inquiry.Result> askAll(List<ReconciliationRow> rows, Questions asked) {
    Origin origin = Origin.current();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return rows.stream()
          .map(
              row ->
                  CompletableFuture.supplyAsync(
                      () -> origin.call(() -> inquiry.about(row, asked)), threads))
          .toList()
          .stream()
          .map(CompletableFuture::join)
          .toList();
    }
  }

  private void tellBroken(Trigger trigger, Tally tally, long startedAt, RuntimeException broken) {
    try {
      tell(trigger, tally.run(Duration.ofNanos(sinceNanos(startedAt))), tally);
    } catch (RuntimeException untold) {
      broken.addSuppressed(untold);
    }
  }

  private void tell(Trigger trigger, Run run, Tally tally) {
    transaction.executeWithoutResult(
        _ ->
            events.append(
                new ReconciliationEvent(
                    trigger,
                    run.asked(),
                    run.paid(),
                    run.expired(),
                    run.unchanged(),
                    run.failed(),
                    run.failedOrders(),
                    run.duration(),
                    tally.firstFailure())));
  }

  private static long sinceNanos(long startedAt) {
    return System.nanoTime() - startedAt;
  }
}
