package ai.agentbar.job;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** Keeps this room's own tables true and small. */
@Component
class SelfCheck implements RecurringJob {

  private static final Duration HISTORY_KEPT = Duration.ofDays(30);
  private static final Duration SILENT_INSTANCES_KEPT = Duration.ofDays(1);
  private static final int ROWS_MAX = 1_000;

  private final JobRuns runs;
  private final JobRunTable runTable;
  private final HeartbeatTable heartbeats;
  private final InstantSource clock;

  SelfCheck(JobRuns runs, JobRunTable runTable, HeartbeatTable heartbeats, InstantSource clock) {
    this.runs = runs;
    this.runTable = runTable;
    this.heartbeats = heartbeats;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "self-check";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(1);
  }

  @Override
  public Duration limit() {
    return Duration.ofSeconds(30);
  }

  /** Closes the runs of dead processes, forgets silent instances, and deletes old history. */
  @Override
  public long run() {
    Instant now = clock.instant();
    return runs.abandonSilent(null)
        + heartbeats.forgetSilentSince(now.minus(SILENT_INSTANCES_KEPT), ROWS_MAX)
        + runTable.deleteStartedBefore(now.minus(HISTORY_KEPT), ROWS_MAX);
  }
}
