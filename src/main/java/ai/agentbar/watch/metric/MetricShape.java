package ai.agentbar.watch.metric;

import java.util.List;
import java.util.stream.LongStream;

/** What kind of number a metric is, and which series it has. */
public sealed interface MetricShape {

  /** The last value of a label's list may be this: whatever the catalogue does not name. */
  String OTHER = "other";

  /** Only grows. */
  record Counter() implements MetricShape {}

  /** A counter with one series for each value of a label. */
  record LabelledCounter(String label, List<String> values) implements MetricShape {

    /** The value itself, or the catalogue's last one for a value nobody knows. */
    String known(String value) {
      return values.contains(value) ? value : values.getLast();
    }
  }

  /** Goes up and down. */
  record Gauge() implements MetricShape {}

  /**
   * A gauge with one series for each value of a label: the newest value told of each.
   *
   * @param values the closed set of series; empty where the series are whoever reports, as
   *     instances do
   * @param overall which one number stands for all of them, in a rule and on a board
   */
  record LabelledGauge(String label, List<String> values, Overall overall) implements MetricShape {

    /** The value itself, or the catalogue's last one for a value nobody knows. */
    String known(String value) {
      return values.isEmpty() || values.contains(value) ? value : values.getLast();
    }
  }

  /** How several series become one number; of none it is 0. */
  enum Overall {
    HIGHEST,
    LOWEST,
    SUM;

    long of(LongStream values) {
      return switch (this) {
        case HIGHEST -> values.max().orElse(0);
        case LOWEST -> values.min().orElse(0);
        case SUM -> values.sum();
      };
    }
  }

  /**
   * How many observations lie in which range.
   *
   * @param bounds upper bounds, rising; beyond the last everything falls into {@code +Inf}
   */
  record Histogram(List<Long> bounds) implements MetricShape {

    /** The label under which the observations beyond the last bound are kept. */
    static final String BEYOND = "+Inf";

    /** The label under which the sum of all observations is kept. */
    static final String SUM = "sum";

    String range(long observed) {
      return bounds.stream()
          .filter(bound -> observed <= bound)
          .findFirst()
          .map(String::valueOf)
          .orElse(BEYOND);
    }
  }
}
