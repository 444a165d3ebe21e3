package ai.agentbar.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One run as it is remembered.
 *
 * @param limit how long it was allowed to take when it started
 * @param end how it ended; nothing while it runs
 */
public record JobRun(
    long id,
    String job,
    String instance,
    JobTrigger trigger,
    Instant startedAt,
    Duration limit,
    Optional<End> end) {

  /**
   * How it ended.
   *
   * @param error why it failed, or the empty text
   */
  public record End(Instant at, JobResult result, long rows, String error) {}
}
