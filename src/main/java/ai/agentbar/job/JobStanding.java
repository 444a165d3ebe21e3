package ai.agentbar.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a job stands now.
 *
 * @param every from the end of one run to the start of the next
 * @param limit how long a run may take
 * @param lastRun the newest run, under way or ended
 * @param dueAt when it should start next; nothing while it runs, and where no scheduler has ever
 *     known it
 * @param late whether it should have started and did not, {@link #START_TOLERANCE} allowed
 */
public record JobStanding(
    String name,
    Duration every,
    Duration limit,
    Optional<JobRun> lastRun,
    Optional<Instant> dueAt,
    boolean late) {

  /** How long after its due moment a start is still in time: a node may die and be replaced. */
  public static final Duration START_TOLERANCE = Duration.ofSeconds(30);

  /** A job that runs no more often than this has no second try soon. */
  private static final Duration RARE = Duration.ofMinutes(30);

  /**
   * Whether its newest run failed and the next one is far: nobody learns that from how often jobs
   * fail. Not so while it runs again.
   */
  public boolean isRareAndFailed() {
    return every.compareTo(RARE) >= 0
        && lastRun.flatMap(JobRun::end).filter(it -> it.result() == JobResult.FAILED).isPresent();
  }
}
