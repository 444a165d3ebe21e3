package ai.agentbar.job;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;

/** A job as db-scheduler sees it. */
final class ScheduledJob extends RecurringTask<Void> {

  /** It runs elsewhere, by a button or in a process not known to be dead yet: look again soon. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final RecurringJob job;
  private final Jobs jobs;
  private final JobSchedule schedule;

  ScheduledJob(RecurringJob job, Jobs jobs, JobSchedule schedule) {
    super(job.name(), FixedDelay.of(job.every()), Void.class);
    this.job = job;
    this.jobs = jobs;
    this.schedule = schedule;
  }

  @Override
  public CompletionHandler<Void> execute(TaskInstance<Void> task, ExecutionContext context) {
    if (schedule.isDraining()) {
      // Another node may have it at once.
      return restFor(Duration.ZERO);
    }
    return restFor(
        switch (jobs.run(job.name(), JobTrigger.SCHEDULE)) {
          case JobOutcome.Ended _ -> job.every();
          case JobOutcome.AlreadyRunning _ -> LOOK_AGAIN;
        });
  }

  @Override
  public void executeRecurringly(TaskInstance<Void> task, ExecutionContext context) {
    throw new UnsupportedOperationException("execute does it all");
  }

  /**
   * What a dead node left starts at once, by the scheduler's clock: the library's own handler plans
   * by the machine's, and a machine that is ahead would delay the job by as much.
   */
  @Override
  public DeadExecutionHandler<Void> getDeadExecutionHandler() {
    return (dead, operations) -> operations.reschedule(dead, dead.getTimeDone());
  }

  private static CompletionHandler<Void> restFor(Duration rest) {
    return (complete, operations) ->
        operations.reschedule(complete, complete.getTimeDone().plus(rest));
  }
}
