package ai.agentbar.job;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Service;

/** Who does what, and when each was last heard of, for people. */
@Service
public class SignsOfLife {

  /** After so long without a sign a role counts as dead: two beats may get lost. */
  public static final Duration SILENT_AFTER = Heartbeats.EVERY.multipliedBy(3);

  /**
   * The last sign of one role of one process.
   *
   * @param stalled its loops that hang; empty when all goes on
   */
  public record Sign(
      String instance, Role role, Instant beatAt, List<String> stalled, boolean silent) {}

  private final HeartbeatTable table;
  private final InstantSource clock;

  SignsOfLife(HeartbeatTable table, InstantSource clock) {
    this.table = table;
    this.clock = clock;
  }

  /** Of every process that is not forgotten yet, by its name. */
  public List<Sign> all() {
    Instant now = clock.instant();
    return table.all().stream()
        .map(
            it ->
                new Sign(
                    it.instance(),
                    it.role(),
                    it.beatAt(),
                    it.stalled(),
                    it.beatAt().plus(SILENT_AFTER).isBefore(now)))
        .toList();
  }
}
