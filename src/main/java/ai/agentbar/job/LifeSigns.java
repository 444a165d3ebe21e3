package ai.agentbar.job;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Service;

/** Which roles of which instances live, as their last heartbeats tell; the same on every node. */
@Service
public class LifeSigns {

  /** Three beats missed: who is silent for longer counts as dead. */
  public static final Duration SILENT_AFTER = Duration.ofSeconds(15);

  private static final int SIGNS_MAX = 500;

  /**
   * The last beat of one role of one instance.
   *
   * @param stalled the loops whose step hung then, or the empty text
   */
  public record Sign(String instance, Role role, Instant beatAt, String stalled) {

    public boolean isSilent(Instant now) {
      return beatAt.plus(SILENT_AFTER).isBefore(now);
    }

    public boolean hangs() {
      return !stalled.isEmpty();
    }
  }

  private final HeartbeatTable table;
  private final InstantSource clock;

  LifeSigns(HeartbeatTable table, InstantSource clock) {
    this.table = table;
    this.clock = clock;
  }

  /**
   * Those that beat in the last while and have not ended, alive or silent meanwhile, by instance.
   */
  public List<Sign> since(Duration ago) {
    Instant from = clock.instant().minus(ago);
    return table.all(SIGNS_MAX).stream().filter(it -> it.beatAt().isAfter(from)).toList();
  }
}
