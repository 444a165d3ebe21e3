package ai.agentbar.watch.metric;

import ai.agentbar.database.Day;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A stretch of history cut into steps, for a chart. Bounded twice, so that no question costs more
 * than a month of minutes does.
 */
public record Stretch(Instant from, Instant to, Duration step) {

  public static final int POINTS_MAX = 1_500;
  public static final Duration LONGEST = Duration.ofDays(31);

  public Stretch {
    Duration length = Duration.between(from, to);
    if (!length.isPositive() || length.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "a history is longer than nothing and at most %d days, not from %s to %s"
              .formatted(LONGEST.toDays(), from, to));
    }
    if (step.compareTo(Buckets.LENGTH) < 0 || length.dividedBy(step) > POINTS_MAX) {
      throw new IllegalArgumentException(
          "a step is at least %d seconds and gives at most %d points, not %s"
              .formatted(Buckets.LENGTH.toSeconds(), POINTS_MAX, step));
    }
  }

  /** The start of every step, oldest first. */
  public List<Instant> starts() {
    long steps = Math.ceilDiv(Duration.between(from, to).toMillis(), step.toMillis());
    return LongStream.range(0, steps).mapToObj(it -> from.plus(step.multipliedBy(it))).toList();
  }

  String firstDay() {
    return Day.startInSql(from);
  }

  String dayAfter() {
    return Day.of(to).plus(1).startInSql();
  }
}
