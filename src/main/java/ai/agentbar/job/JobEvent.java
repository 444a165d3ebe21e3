package ai.agentbar.job;

import ai.agentbar.event.Event;
import ai.agentbar.event.EventType;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What happens to a job. */
sealed interface JobEvent extends Event {

  record Started(String job, String instance, JobTrigger trigger) implements JobEvent {

    @Override
    public String name() {
      return "JOB_STARTED";
    }

    @Override
    public Level level() {
      return Level.DEBUG;
    }

    @Override
    public String message() {
      return "The job %s started".formatted(job);
    }
  }

  /** A run ended in its own process. */
  record Finished(
      String job,
      String instance,
      JobTrigger trigger,
      JobResult result,
      long rows,
      @JsonIgnore Duration duration,
      @JsonIgnore @Nullable Failure failure)
      implements JobEvent {

    @Override
    public String name() {
      return "JOB_FINISHED";
    }

    @Override
    public Level level() {
      if (result == JobResult.FAILED) {
        return Level.ERROR;
      }
      return result == JobResult.DONE && rows == 0 ? Level.DEBUG : Level.INFO;
    }

    @Override
    public String message() {
      return "The job %s ended: %s, %d rows".formatted(job, result, rows);
    }
  }

  /** A run has taken longer than it may; told once, while it still runs. */
  record OverLimit(
      String job, String instance, JobTrigger trigger, long limitMs, @JsonIgnore Duration duration)
      implements JobEvent {

    @Override
    public String name() {
      return "JOB_OVER_LIMIT";
    }

    @Override
    public Level level() {
      return Level.WARN;
    }

    @Override
    public String message() {
      return "The job %s has run longer than its limit of %d ms".formatted(job, limitMs);
    }
  }

  /** The process of a run gave no sign of life; another one closed the run. */
  record Abandoned(
      String job,
      String instance,
      JobTrigger trigger,
      JobResult result,
      @JsonIgnore Duration duration)
      implements JobEvent {

    @Override
    public String name() {
      return "JOB_ABANDONED";
    }

    @Override
    public Level level() {
      return Level.WARN;
    }

    @Override
    public String message() {
      return "The job %s was left in the middle by %s".formatted(job, instance);
    }
  }

  @Override
  default EventType type() {
    return EventType.JOB_RUN;
  }
}
