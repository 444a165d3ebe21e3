package ai.agentbar.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Service;

/**
 * Starts every job when it is due, on one node at a time, by db-scheduler.
 *
 * <p>A node that dies is noticed after {@link #HEARTBEATS_MISSED_MAX} heartbeats, looked for every
 * second heartbeat, and its job is picked up at the next poll: 6 + 2 + 0.5 seconds at the longest.
 *
 * <p>Threads: one virtual thread a run, as many at once as there are jobs, so no job delays
 * another; the library's own for polling and heartbeats. Stopping picks nothing more and waits for
 * runs under way; what does not end in time is not interrupted: its process is about to end, and
 * the other nodes take over what it left.
 */
@Service
class JobSchedule implements SmartLifecycle {

  static final Duration HEARTBEAT = Duration.ofSeconds(1);
  static final int HEARTBEATS_MISSED_MAX = 6;
  private static final Duration POLL_EVERY = Duration.ofMillis(500);

  private final DataSource dataSource;
  private final Jobs jobs;
  private final JobRuns runs;
  private final InstantSource clock;
  private final Instance instance;
  private final WorkSettings settings;
  private final Vitals vitals;
  private final boolean wanted;
  private volatile @Nullable Scheduler scheduler;
  private volatile boolean draining;

  JobSchedule(
      DataSource dataSource,
      Jobs jobs,
      JobRuns runs,
      InstantSource clock,
      Instance instance,
      WorkSettings settings,
      Roles roles,
      Vitals vitals) {
    this.dataSource = dataSource;
    this.jobs = jobs;
    this.runs = runs;
    this.clock = clock;
    this.instance = instance;
    this.settings = settings;
    this.vitals = vitals;
    this.wanted = settings.automatic() && roles.include(Role.SCHEDULER);
  }

  @Override
  public boolean isAutoStartup() {
    return wanted;
  }

  @Override
  public int getPhase() {
    return Phases.WORK;
  }

  @Override
  public synchronized void start() {
    draining = false;
    Scheduler started = build();
    started.start();
    scheduler = started;
  }

  @Override
  public void stop(Runnable stopped) {
    Phases.stopAside("job-drain", this::stop, stopped);
  }

  @Override
  public synchronized void stop() {
    Scheduler stopping = scheduler;
    if (stopping == null) {
      return;
    }
    draining = true;
    stopping.pause();
    if (runs.awaitNone(settings.drainWithin())) {
      stopping.stop();
    } else {
      vitals.leave(runs.underWay());
    }
    vitals.picksNoMore();
    scheduler = null;
  }

  @Override
  public boolean isRunning() {
    return scheduler != null;
  }

  boolean isDraining() {
    return draining;
  }

  private Scheduler build() {
    return Scheduler.create(dataSource)
        .startTasks(jobs.all().stream().map(job -> new ScheduledJob(job, jobs, this)).toList())
        .schedulerName(new SchedulerName.Fixed(instance.name()))
        .clock(clock::instant)
        .threads(jobs.all().size())
        .executorService(
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("scheduler-", 0).factory()))
        .pollingInterval(POLL_EVERY)
        .heartbeatInterval(HEARTBEAT)
        .missedHeartbeatsLimit(HEARTBEATS_MISSED_MAX)
        .shutdownMaxWait(settings.drainWithin())
        .failureLogging(LogLevel.WARN, false)
        .addSchedulerListener(new Picking())
        .build();
  }

  private final class Picking extends AbstractSchedulerListener {

    @Override
    public void onSchedulerEvent(SchedulerEventType type) {
      if (type == SchedulerEventType.RAN_EXECUTE_DUE) {
        vitals.picked();
      }
    }
  }
}
