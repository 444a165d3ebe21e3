package ai.agentbar.web.console.board;

import ai.agentbar.watch.metric.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** How far back a board looks, in how long steps, and how often it is read anew. */
enum BoardRange {
  HOUR("1h", Duration.ofMinutes(1), 60, Duration.ZERO),
  DAY("24h", Duration.ofMinutes(10), 144, Duration.ofSeconds(10)),
  WEEK("7d", Duration.ofHours(1), 168, Duration.ofMinutes(1)),
  MONTH("30d", Duration.ofHours(4), 180, Duration.ofMinutes(1));

  /** Steps begin where days in western Indonesia do. */
  private static final long DAY_SHIFT_SECONDS = Duration.ofHours(7).toSeconds();

  private final String key;
  private final Duration step;
  private final int steps;
  private final Duration keptFor;

  BoardRange(String key, Duration step, int steps, Duration keptFor) {
    this.key = key;
    this.step = step;
    this.steps = steps;
    this.keptFor = keptFor;
  }

  String key() {
    return key;
  }

  Duration length() {
    return step.multipliedBy(steps);
  }

  Duration step() {
    return step;
  }

  /** How long what was read may be shown again. */
  Duration keptFor() {
    return keptFor;
  }

  /** Up to the end of the step that runs. */
  Stretch until(Instant now) {
    long seconds = step.toSeconds();
    long running = Math.floorDiv(now.getEpochSecond() + DAY_SHIFT_SECONDS, seconds);
    Instant end = Instant.ofEpochSecond((running + 1) * seconds - DAY_SHIFT_SECONDS);
    return new Stretch(end.minus(length()), end, step);
  }

  /** The one of that key; an hour for any other text. */
  static BoardRange of(String key) {
    return Arrays.stream(values()).filter(it -> it.key.equals(key)).findFirst().orElse(HOUR);
  }
}
