package ai.agentbar.watch.metric;

import java.time.Duration;
import java.time.Instant;

/** How time is cut: a bucket holds what happened in its ten seconds, its start included. */
public final class Buckets {

  public static final Duration LENGTH = Duration.ofSeconds(10);

  private Buckets() {}

  /** The start of the bucket that moment lies in. */
  public static Instant startOf(Instant moment) {
    return Instant.ofEpochSecond(
        Math.floorDiv(moment.getEpochSecond(), LENGTH.toSeconds()) * LENGTH.toSeconds());
  }
}
