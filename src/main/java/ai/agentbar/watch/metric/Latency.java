package ai.agentbar.watch.metric;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the observations of a histogram are spread.
 *
 * @param counts how many lie in each range, by the range's upper bound
 */
public record Latency(Map<String, Long> counts) {

  public long count() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * The upper bound of the range in which that share of the observations is reached: never less
   * than the true one. Nothing where nothing was observed; beyond the last bound, that bound.
   *
   * @param share between 0 and 1
   */
  public Optional<Long> percentileMs(double share) {
    List<Long> bounds = ((MetricShape.Histogram) Metric.WEBHOOK_LATENCY_MS.shape()).bounds();
    double needed = share * count();
    if (count() == 0) {
      return Optional.empty();
    }
    long reached = 0;
    for (long bound : bounds) {
      reached += counts.getOrDefault(Long.toString(bound), 0L);
      if (reached >= needed) {
        return Optional.of(bound);
      }
    }
    return Optional.of(bounds.getLast());
  }
}
