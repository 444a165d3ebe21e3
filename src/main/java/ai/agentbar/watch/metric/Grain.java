package ai.agentbar.watch.metric;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How long the steps are that are written down beside the buckets and the minutes. */
enum Grain {
  TEN_MINUTES(Duration.ofMinutes(10)),
  HOUR(Duration.ofHours(1)),
  FOUR_HOURS(Duration.ofHours(4));

  /** Steps begin where days in WIB do. */
  private static final long DAY_SHIFT_SECONDS = Duration.ofHours(7).toSeconds();

  static final List<Grain> ALL = List.of(values());

  private final Duration length;

  Grain(Duration length) {
    this.length = length;
  }

  int seconds() {
    return Math.toIntExact(length.toSeconds());
  }

  /** The start of the step that moment lies in. */
  Instant startOf(Instant moment) {
    long seconds = length.toSeconds();
    long step = Math.floorDiv(moment.getEpochSecond() + DAY_SHIFT_SECONDS, seconds);
    return Instant.ofEpochSecond(step * seconds - DAY_SHIFT_SECONDS);
  }

  /** The longest of which the stretch's steps are made; none where they are cut finer. */
  static Optional<Grain> of(Stretch stretch) {
    return Arrays.stream(values())
        .filter(it -> it.fits(stretch))
        .max(Comparator.comparing(it -> it.length));
  }

  private boolean fits(Stretch stretch) {
    return stretch.step().toSeconds() % length.toSeconds() == 0
        && startOf(stretch.from()).equals(stretch.from())
        && startOf(stretch.to()).equals(stretch.to());
  }
}
