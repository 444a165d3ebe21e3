package ai.agentbar.watch.runbook;

import ai.agentbar.event.Event;
import ai.agentbar.event.EventLog;
import ai.agentbar.event.Masking;
import ai.agentbar.event.Origin.Component;
import ai.agentbar.job.Lease;
import ai.agentbar.job.RowQueue;
import ai.agentbar.job.SideBySide;
import ai.agentbar.job.Work;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.metric.MetricWindows;
import ai.agentbar.watch.playbook.Wording;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs the actions that were asked for, and looks a while later whether they helped.
 *
 * <p>Threads: an action in a virtual thread of its own, so that a long one delays no other; this is
 * work of the watch, which goes on where a worker hangs. A runner's death ends its lease, and
 * another one runs the action again, up to {@link #ATTEMPTS_MAX} times.
 */
@Order(310)
@org.springframework.stereotype.Component
class ActionWork implements Work {

  /** An action ends within that. */
  static final Duration ACTION_MAX = Duration.ofMinutes(2);

  /** How long after a run is looked whether it helped. */
  static final Duration MEASURED_AFTER = Duration.ofSeconds(30);

  static final Duration LEASE = Duration.ofSeconds(8);
  static final int ATTEMPTS_MAX = 3;
  private static final int AT_ONCE_MAX = 16;

  private final RowQueue queue;
  private final SideBySide underWay;
  private final Runs runs;
  private final RunTable table;
  private final MetricWindows metrics;
  private final EventLog events;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  ActionWork(
      JdbcClient jdbc,
      Runs runs,
      RunTable table,
      MetricWindows metrics,
      EventLog events,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.queue = new RowQueue(jdbc, clock, RunTable.QUEUE, LEASE);
    this.underWay = new SideBySide(name(), queue, AT_ONCE_MAX, ACTION_MAX);
    this.runs = runs;
    this.table = table;
    this.metrics = metrics;
    this.events = events;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public final String name() {
    return "runbook-action";
  }

  @Override
  public Component component() {
    return Component.WATCH;
  }

  /**
   * @return how many were started or are still under way
   */
  @Override
  public int step() {
    return underWay.step(queue::claim, this::work);
  }

  @Override
  public int drain(Duration longest) {
    return underWay.await(longest);
  }

  private void work(Lease lease) {
    ActionRun run = table.find(new RunId(lease.rowId())).orElseThrow();
    if (!run.isUnderWay()) {
      measure(lease, run);
    } else if (lease.attempt() > ATTEMPTS_MAX) {
      fail(lease, run, new Event.Failure("Abandoned", "its runner died each time"));
    } else {
      run(lease, run);
    }
  }

  private void run(Lease lease, ActionRun run) {
    long before = value(run.effect().metric());
    table.before(run.id(), before);
    Action.Outcome outcome;
    try {
      outcome =
          runs.action(run.action())
              .run(new ActionRequest(run.action(), run.firing(), run.actor(), run.reason()));
    } catch (RuntimeException failure) {
      fail(lease, run, Event.Failure.of(failure));
      return;
    }
    finish(lease, run, outcome, run.effect().before().orElse(before));
  }

  private void finish(Lease lease, ActionRun run, Action.Outcome outcome, long before) {
    Instant now = clock.instant();
    long atEnd = value(run.effect().metric());
    transaction.executeWithoutResult(
        _ -> {
          queue.retry(lease, now.plus(MEASURED_AFTER), "");
          table.ended(
              run.id(), new ActionRun.End(now, false, outcome.touched(), outcome.text()), atEnd);
          events.append(
              new RunbookEvent.Finished(
                  run.firing().orElse(null),
                  run.id(),
                  run.action(),
                  run.actor(),
                  run.reason(),
                  outcome.touched(),
                  outcome.text().english(),
                  outcome.text().indonesian(),
                  run.effect().metric(),
                  before,
                  atEnd,
                  Duration.between(run.askedAt(), now)));
        });
  }

  private void fail(Lease lease, ActionRun run, Event.Failure failure) {
    Instant now = clock.instant();
    String why = Masking.mask(failure.type() + ": " + failure.message());
    long atEnd = value(run.effect().metric());
    transaction.executeWithoutResult(
        _ -> {
          queue.retry(lease, now.plus(MEASURED_AFTER), why);
          table.ended(
              run.id(),
              new ActionRun.End(now, true, 0, new Wording("gagal: " + why, "failed: " + why)),
              atEnd);
          events.append(
              new RunbookEvent.Failed(
                  run.firing().orElse(null),
                  run.id(),
                  run.action(),
                  run.actor(),
                  run.reason(),
                  failure));
        });
  }

  private void measure(Lease lease, ActionRun run) {
    long after = value(run.effect().metric());
    transaction.executeWithoutResult(
        _ -> {
          queue.close(lease);
          table.after(run.id(), after);
          events.append(
              new RunbookEvent.Measured(
                  run.firing().orElse(null),
                  run.id(),
                  run.action(),
                  run.effect().metric(),
                  run.effect().before().orElse(after),
                  after));
        });
  }

  private long value(Metric metric) {
    return metrics.read(Set.of(), Duration.ZERO).value(metric);
  }
}
