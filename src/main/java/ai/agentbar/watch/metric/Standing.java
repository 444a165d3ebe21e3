package ai.agentbar.watch.metric;

import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Every series that has a number now, and when it last grew. Put together once, then only read. */
final class Standing {

  /** Where nobody began to pay, 0 % would be a lie. */
  private static final Set<Metric> SHARES =
      EnumSet.of(
          Metric.PAYMENT_CONVERSION_PERCENT,
          Metric.PAYMENT_COHORT_CONVERSION_PERCENT,
          Metric.PAYMENT_METHOD_CONVERSION_PERCENT);

  private final Map<Metric, Map<String, Long>> numbers = new EnumMap<>(Metric.class);
  private final Map<Metric, Map<String, Long>> missed = new EnumMap<>(Metric.class);
  private final Set<Metric> sampledBefore = EnumSet.noneOf(Metric.class);
  private final Map<Metric, Instant> lastAts = new EnumMap<>(Metric.class);

  void put(Metric metric, String label, long amount) {
    numbers.computeIfAbsent(metric, _ -> new HashMap<>()).put(label, amount);
  }

  void putShare(Metric metric, String label, Conversion conversion) {
    if (conversion.isKnown()) {
      put(metric, label, conversion.percent());
    }
  }

  void put(Metric metric, long amount) {
    put(metric, "", amount);
  }

  /** What a table names; a metric of an older version, which nobody knows any more, is left out. */
  void putKey(String key, String label, long amount, Instant lastAt) {
    Metric.byKey(key)
        .ifPresent(
            metric -> {
              put(metric, label, amount);
              lastAts.merge(metric, lastAt, (a, b) -> a.isAfter(b) ? a : b);
            });
  }

  /** What an instance said last that is missed. */
  void putMissed(String key, String label, long amount) {
    Metric.byKey(key)
        .ifPresent(
            metric -> missed.computeIfAbsent(metric, _ -> new HashMap<>()).put(label, amount));
  }

  /** What was sampled once and is no longer fresh. */
  void putSampledBefore(String key) {
    Metric.byKey(key).ifPresent(sampledBefore::add);
  }

  /** Whether somebody knew the gauge and nobody does now. */
  boolean isStale(Metric metric) {
    return sampledBefore.contains(metric) && !knows(metric);
  }

  /** Of each gauge what those said last that are missed, as one number. */
  Map<Metric, Long> missed() {
    Map<Metric, Long> worst = new EnumMap<>(Metric.class);
    missed.forEach(
        (metric, series) -> {
          if (metric.shape() instanceof MetricShape.LabelledGauge labelled) {
            worst.put(
                metric, labelled.overall().of(series.values().stream().mapToLong(Long::longValue)));
          }
        });
    return worst;
  }

  Map<Metric, Instant> lastAts() {
    return lastAts;
  }

  /** One number a metric; none of a gauge that nobody {@linkplain #knows knows}. */
  Map<Metric, Long> values() {
    Map<Metric, Long> values = new EnumMap<>(Metric.class);
    for (Metric metric : Metric.values()) {
      if (knows(metric)) {
        values.put(metric, value(metric));
      }
    }
    return values;
  }

  /** Nobody knows a gauge that is sampled and has no fresh sample, or a share of nothing. */
  boolean knows(Metric metric) {
    return numbers.containsKey(metric)
        || !(Sampled.GAUGES.contains(metric) || SHARES.contains(metric));
  }

  long value(Metric metric) {
    Map<String, Long> series = numbers.getOrDefault(metric, Map.of());
    return switch (metric.shape()) {
      case MetricShape.Counter() -> value(metric, "");
      case MetricShape.LabelledCounter _ ->
          series.values().stream().mapToLong(Long::longValue).sum();
      case MetricShape.LabelledGauge labelled ->
          labelled.overall().of(series.values().stream().mapToLong(Long::longValue));
      // Two events of one order may be folded in the wrong order, so a sum may dip below 0.
      case MetricShape.Gauge() -> Math.max(0, value(metric, ""));
      case MetricShape.Histogram _ -> 0;
    };
  }

  long value(Metric metric, String label) {
    return numbers.getOrDefault(metric, Map.of()).getOrDefault(label, 0L);
  }

  /** The labels under which there is a number. */
  Set<String> labels(Metric metric) {
    return numbers.getOrDefault(metric, Map.of()).keySet();
  }
}
