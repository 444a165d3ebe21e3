package ai.agentbar.job;

import ai.agentbar.event.Event;
import ai.agentbar.event.EventLog;
import ai.agentbar.event.Origin;
import ai.agentbar.job.JobOutcome.AlreadyRunning;
import ai.agentbar.job.JobOutcome.Ended;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Remembers runs. Each change is one transaction with its event.
 *
 * <p>A run under way belongs to its process for as long as that gives signs of life ({@link
 * #watchOver}, about once a second). Silent for {@link #DEAD_AFTER}, it is closed as abandoned by
 * whoever wants to run the job next, or by the self-check; its late owner then records nothing.
 */
@Service
class JobRuns {

  /** Longer than a pause of the machine, short enough to take over within ten seconds. */
  static final Duration DEAD_AFTER = Duration.ofSeconds(6);

  private static final int ABANDONED_ROWS_MAX = 100;
  private static final int ERROR_LENGTH_MAX = 2_000;

  /** A run of this process. */
  record Running(long id, RecurringJob job, JobTrigger trigger, Instant startedAt, Origin origin) {

    boolean isOverLimit(Instant now) {
      return took(now).compareTo(job.limit()) > 0;
    }

    Duration took(Instant now) {
      return Duration.between(startedAt, now);
    }
  }

  /** Whether a run may begin. */
  sealed interface Start {
    record Granted(Running run) implements Start {}

    record Refused(AlreadyRunning outcome) implements Start {}
  }

  private final JobRunTable table;
  private final EventLog events;
  private final TransactionTemplate transaction;
  private final InstantSource clock;
  private final String instance;
  private final Map<Long, Running> running = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();

  JobRuns(
      JobRunTable table,
      EventLog events,
      TransactionTemplate transaction,
      InstantSource clock,
      Instance instance) {
    this.table = table;
    this.events = events;
    this.transaction = transaction;
    this.clock = clock;
    this.instance = instance.name();
  }

  Start start(RecurringJob job, JobTrigger trigger) {
    Instant now = clock.instant();
    Optional<Long> id = transaction.execute(_ -> open(job, trigger, now));
    if (id == null || id.isEmpty()) {
      return new Start.Refused(
          table
              .findOpen(job.name())
              .map(other -> new AlreadyRunning(other.instance(), other.startedAt()))
              .orElseGet(() -> new AlreadyRunning("another instance, until just now", now)));
    }
    Running run = new Running(id.get(), job, trigger, now, Origin.current());
    running.put(run.id(), run);
    return new Start.Granted(run);
  }

  private Optional<Long> open(RecurringJob job, JobTrigger trigger, Instant now) {
    abandonSilent(job.name());
    Optional<Long> id = table.open(job.name(), instance, trigger, job.limit(), now);
    if (id.isPresent()) {
      events.append(new JobEvent.Started(job.name(), instance, trigger));
    }
    return id;
  }

  Ended end(Running run, long rows, @Nullable Throwable failure) {
    try {
      Instant now = clock.instant();
      JobResult result = resultOf(run, failure, now);
      String error = failure == null ? null : cut(failure.toString());
      Boolean closed = transaction.execute(_ -> close(run, now, result, rows, failure));
      return Boolean.TRUE.equals(closed)
          ? new Ended(result, rows, run.took(now), error)
          : new Ended(JobResult.ABANDONED, 0, run.took(now), "it was given up as dead meanwhile");
    } finally {
      // Where this could not be recorded its signs of life end too, and somebody else closes it.
      remove(run);
    }
  }

  private void remove(Running run) {
    lock.lock();
    try {
      running.remove(run.id());
      ended.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static JobResult resultOf(Running run, @Nullable Throwable failure, Instant now) {
    if (failure != null) {
      return JobResult.FAILED;
    }
    return run.isOverLimit(now) ? JobResult.TIMED_OUT : JobResult.DONE;
  }

  private boolean close(
      Running run, Instant now, JobResult result, long rows, @Nullable Throwable failure) {
    tellOverLimit(run, now);
    String error = failure == null ? null : cut(failure.toString());
    boolean closed = table.close(run.id(), now, result, rows, error);
    if (closed) {
      events.append(
          new JobEvent.Finished(
              run.job().name(),
              instance,
              run.trigger(),
              result,
              rows,
              run.took(now),
              failure == null ? null : Event.Failure.of(failure)));
    }
    return closed;
  }

  /** Gives a sign of life for every run of this process, and tells which are over their limit. */
  void watchOver() {
    if (running.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    List<Running> mine = List.copyOf(running.values());
    table.keepAlive(mine.stream().map(Running::id).toList(), now);
    mine.stream()
        .filter(run -> run.isOverLimit(now))
        .forEach(
            run ->
                run.origin()
                    .call(
                        () -> {
                          transaction.executeWithoutResult(_ -> tellOverLimit(run, now));
                          return true;
                        }));
  }

  private void tellOverLimit(Running run, Instant now) {
    if (run.isOverLimit(now) && table.noteOverLimit(run.id(), now)) {
      events.append(
          new JobEvent.OverLimit(
              run.job().name(),
              instance,
              run.trigger(),
              run.job().limit().toMillis(),
              run.took(now)));
    }
  }

  /** Closes the runs of dead processes: of one job, or of all. */
  long abandonSilent(@Nullable String job) {
    Instant now = clock.instant();
    Integer closed =
        transaction.execute(
            _ -> {
              List<JobRun> silent =
                  table.abandon(job, now.minus(DEAD_AFTER), now, ABANDONED_ROWS_MAX);
              silent.forEach(run -> events.append(abandoned(run, now)));
              return silent.size();
            });
    return closed == null ? 0 : closed.longValue();
  }

  private static JobEvent abandoned(JobRun run, Instant now) {
    return new JobEvent.Abandoned(
        run.job(),
        run.instance(),
        run.trigger(),
        JobResult.ABANDONED,
        Duration.between(run.startedAt(), now));
  }

  /** The jobs this process is at. */
  Set<String> underWay() {
    return running.values().stream().map(run -> run.job().name()).collect(Collectors.toSet());
  }

  /** Waits until this process is at no job; false where it still is after that time. */
  boolean awaitNone(Duration within) {
    lock.lock();
    try {
      long rest = within.toNanos();
      while (!running.isEmpty() && rest > 0) {
        rest = ended.awaitNanos(rest);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
    return running.isEmpty();
  }

  private static String cut(String error) {
    String storable = error.replace('\u0000', '\uFFFD');
    return storable.substring(0, Math.min(storable.length(), ERROR_LENGTH_MAX));
  }
}
