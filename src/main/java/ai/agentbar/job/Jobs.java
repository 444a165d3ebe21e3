package ai.agentbar.job;

import ai.agentbar.event.Origin;
import ai.agentbar.event.Origin.Component;
import ai.agentbar.job.JobRuns.Running;
import ai.agentbar.job.JobRuns.Start;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The recurring jobs: run one now, and how they stand.
 *
 * <p>Whoever starts a run, schedule, button, alert or test, it is recorded alike, and one job never
 * runs twice at once on whatever nodes: the database refuses a second open run.
 */
@Service
public class Jobs {

  /** Runs a history shows at most. */
  public static final int HISTORY_ROWS_MAX = 1_000;

  private final Map<String, RecurringJob> jobs = new TreeMap<>();
  private final JobRuns runs;
  private final JobRunTable table;
  private final InstantSource clock;

  Jobs(List<RecurringJob> all, JobRuns runs, JobRunTable table, InstantSource clock) {
    all.forEach(this::add);
    this.runs = runs;
    this.table = table;
    this.clock = clock;
  }

  /**
   * Runs a job now in the caller's thread, as started by a person.
   *
   * @throws IllegalArgumentException where there is no such job; it lists those there are
   */
  public JobOutcome run(String name) {
    return run(name, JobTrigger.BUTTON);
  }

  /**
   * Runs a job now in the caller's thread, which must not be in a transaction. What the job throws
   * is recorded and returned, not thrown.
   *
   * @throws IllegalArgumentException where there is no such job; it lists those there are
   */
  public JobOutcome run(String name, JobTrigger trigger) {
    RecurringJob job = byName(name);
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException(
          "the job '%s' is run outside any transaction".formatted(name));
    }
    return origin(trigger)
        .call(
            () ->
                switch (runs.start(job, trigger)) {
                  case Start.Granted(Running run) -> perform(run);
                  case Start.Refused(JobOutcome.AlreadyRunning outcome) -> outcome;
                });
  }

  /** Every job by name, and whether it is late. */
  public List<JobStanding> standings() {
    Instant now = clock.instant();
    Map<String, JobRun> lastRuns = table.lastRuns(jobs.keySet());
    Map<String, Instant> dueAts = table.dueAts(jobs.keySet());
    return jobs.values().stream()
        .map(job -> standing(job, Optional.ofNullable(lastRuns.get(job.name())), dueAts, now))
        .toList();
  }

  /** The newest runs of a job, newest first. */
  public List<JobRun> history(String name, int limit) {
    return table.history(byName(name).name(), Math.min(limit, HISTORY_ROWS_MAX));
  }

  List<RecurringJob> all() {
    return List.copyOf(jobs.values());
  }

  private JobOutcome perform(Running run) {
    long rows;
    try {
      rows = run.job().run();
    } catch (Throwable failure) {
      // Errors too: whatever ended the run, it has ended.
      return runs.end(run, 0, failure);
    }
    return runs.end(run, rows, null);
  }

  /** A person's or an alert's run stands under the request that asked for it. */
  private static Origin origin(JobTrigger trigger) {
    Origin asked = Origin.current();
    return trigger == JobTrigger.SCHEDULE || asked.requestId() == null
        ? Origin.of(Component.SCHEDULER)
        : new Origin(Component.SCHEDULER, asked.requestId());
  }

  private static JobStanding standing(
      RecurringJob job, Optional<JobRun> lastRun, Map<String, Instant> dueAts, Instant now) {
    boolean running = lastRun.isPresent() && lastRun.get().end().isEmpty();
    Optional<Instant> due =
        running
            ? Optional.empty()
            : Optional.ofNullable(dueAts.get(job.name()))
                .or(() -> lastRun.flatMap(JobRun::end).map(end -> end.at().plus(job.every())));
    boolean late = due.filter(at -> at.plus(JobStanding.START_TOLERANCE).isBefore(now)).isPresent();
    return new JobStanding(job.name(), job.every(), job.limit(), lastRun, due, late);
  }

  private RecurringJob byName(String name) {
    RecurringJob job = jobs.get(name);
    if (job == null) {
      throw new IllegalArgumentException(
          "there is no job '%s'; there are %s".formatted(name, String.join(", ", jobs.keySet())));
    }
    return job;
  }

  private void add(RecurringJob job) {
    if (!job.every().isPositive() || !job.limit().isPositive()) {
      throw new IllegalArgumentException(
          "the job '%s' needs an interval and a limit above zero".formatted(job.name()));
    }
    if (jobs.put(job.name(), job) != null) {
      throw new IllegalArgumentException("two jobs are called '%s'".formatted(job.name()));
    }
  }
}
