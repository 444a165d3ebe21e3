package ai.agentbar.watch.metric;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The numbers as they stood at one moment; a value, so that a judgement on them can be pure.
 *
 * @param at when they were read
 * @param foldedUntil everything that happened up to then is in them
 * @param values totals of the counters, and the gauges; of several series the one that {@link
 *     MetricShape.Overall} says. A gauge that is sampled and has no fresh sample has no entry, nor
 *     has a conversion of which nothing was begun
 * @param missed what instances said last of a gauge that fell silent without a goodbye and whose
 *     place nobody took; no entry where there are none
 * @param lastAts when each counter last grew
 * @param money the orders somebody's money hangs on
 * @param buckets ten-second buckets of the metrics that were asked for, as far back as was asked
 */
public record Readings(
    Instant at,
    Instant foldedUntil,
    Map<Metric, Long> values,
    Map<Metric, Long> missed,
    Map<Metric, Instant> lastAts,
    MoneyOpen money,
    Map<Metric, NavigableMap<Instant, Long>> buckets) {

  /** The total of a counter, or a gauge now; 0 where it is not {@linkplain #knows known}. */
  public long value(Metric metric) {
    return values.getOrDefault(metric, 0L);
  }

  /**
   * The gauge now, and what instances said last that are missed: of those nobody knows that it is
   * better.
   */
  public long valueWithMissed(Metric metric) {
    Long last = missed.get(metric);
    return last != null && metric.shape() instanceof MetricShape.LabelledGauge labelled
        ? labelled.overall().of(LongStream.of(value(metric), last))
        : value(metric);
  }

  /**
   * Whether there is a number. There is none of a gauge whose samples have stopped coming, and none
   * of a share of nothing.
   */
  public boolean knows(Metric metric) {
    return values.containsKey(metric);
  }

  /** When the counter last grew, if ever. */
  public Optional<Instant> lastSeen(Metric metric) {
    return Optional.ofNullable(lastAts.get(metric));
  }

  /** Since when the longest pending order has waited for its payment. */
  public Optional<Instant> pendingSince() {
    return money.pendingSince();
  }

  /** By how much it grew in the buckets that start in {@code [from, to)}. */
  public long sum(Metric metric, Instant from, Instant to) {
    return buckets
        .getOrDefault(metric, Collections.emptyNavigableMap())
        .subMap(from, true, to, false)
        .values()
        .stream()
        .mapToLong(Long::longValue)
        .sum();
  }
}
