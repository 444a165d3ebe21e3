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
}
