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
  HOUR(Duration.ofHours(1));

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
    return Instant.ofEpochSecond(Math.floorDiv(moment.getEpochSecond(), seconds) * seconds);
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
