package ai.agentbar.watch.metric;

import ai.agentbar.database.Day;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/**
 * The numbers as they were, for whoever judges the past: counters by their ten-second {@linkplain
 * Buckets buckets}, gauges by the minute. Read a day at a time, so that thirty days need no more
 * memory than one.
 */
@Service
public class PastNumbers {

  private static final Duration LONGEST = Duration.ofDays(1);

  private final PastTable table;

  PastNumbers(PastTable table) {
    this.table = table;
  }

  /**
   * What is stored of {@code [from, to)}.
   *
   * @throws IllegalArgumentException where it is longer than a day
   */
  public PastDay read(Set<Metric> metrics, Instant from, Instant to) {
    if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a day at most is read, not %s to %s".formatted(from, to));
    }
    Set<Metric> gauges =
        metrics.stream().filter(PastNumbers::isGauge).collect(Collectors.toUnmodifiableSet());
    Set<Metric> counters =
        metrics.stream().filter(it -> !isGauge(it)).collect(Collectors.toUnmodifiableSet());
    return new PastDay(
        table.buckets(counters, from, to), new TreeMap<>(table.minutes(gauges, from, to)));
  }

  /** The end of the day that moment lies in: where a reading day by day goes on. */
  public static Instant endOfDay(Instant moment) {
    return Day.of(moment).end();
  }

  private static boolean isGauge(Metric metric) {
    return switch (metric.shape()) {
      case MetricShape.Gauge(), MetricShape.LabelledGauge _ -> true;
      case MetricShape.Counter(), MetricShape.LabelledCounter _, MetricShape.Histogram _ -> false;
    };
  }
}
