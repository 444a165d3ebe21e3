package ai.agentbar.watch.metric;

import ai.agentbar.watch.metric.Folded.Series;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** Every series that has a row, and the gauges that are counted on asking. */
record Standing(
    Map<Series, Long> series, Map<Metric, Instant> lastAts, Map<Metric, Long> countedGauges) {

  /**
   * One number a metric: its total over all labels, or the gauge; of several gauges the highest.
   */
  Map<Metric, Long> values() {
    Map<Metric, Long> values = new EnumMap<>(Metric.class);
    for (Metric metric : Metric.values()) {
      values.put(metric, value(metric));
    }
    return values;
  }

  long value(Metric metric) {
    return switch (metric.shape()) {
      case MetricShape.Counter() -> value(metric, "");
      case MetricShape.LabelledCounter labelled ->
          labelled.values().stream().mapToLong(label -> value(metric, label)).sum();
      case MetricShape.LabelledGauge labelled ->
          labelled.values().stream().mapToLong(label -> value(metric, label)).max().orElse(0);
      // Two events of one order may be folded in the wrong order, so a sum may dip below 0.
      case MetricShape.Gauge() ->
          Math.max(0, countedGauges.getOrDefault(metric, 0L) + value(metric, ""));
      case MetricShape.Histogram _ -> 0;
    };
  }

  long value(Metric metric, String label) {
    return series.getOrDefault(new Series(metric.key(), label), 0L);
  }
}
