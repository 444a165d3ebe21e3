package ai.agentbar.job;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of the wish to run a job now. */
public sealed interface JobOutcome {

  /**
   * It ran.
   *
   * @param rows as the job told them; 0 where it failed
   * @param error why it failed, for a person
   */
  record Ended(JobResult result, long rows, Duration took, @Nullable String error)
      implements JobOutcome {}

  /** It did not run, since it is running already. */
  record AlreadyRunning(String instance, Instant since) implements JobOutcome {}
}
