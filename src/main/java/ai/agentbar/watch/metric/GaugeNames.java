package ai.agentbar.watch.metric;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How gauges are named where all of them are written down: the metric's name, and for one series of
 * it {@code orders_pending_by_age{0-5}}. Only series of a closed list are; whoever else reports, as
 * instances do, comes and goes.
 */
final class GaugeNames {

  private GaugeNames() {}

  static boolean isGauge(Metric metric) {
    return switch (metric.shape()) {
      case MetricShape.Gauge(), MetricShape.LabelledGauge _ -> true;
      case MetricShape.Counter(), MetricShape.LabelledCounter _, MetricShape.Histogram _ -> false;
    };
  }

  static String of(Metric metric, String label) {
    return label.isEmpty() ? metric.key() : "%s{%s}".formatted(metric.key(), label);
  }

  static Set<String> of(Set<Metric> metrics) {
    return metrics.stream()
        .flatMap(
            it -> Stream.concat(Stream.of(""), closed(it).stream()).map(label -> of(it, label)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The series of a closed list that have a number now. */
  static List<String> labels(Metric metric, Standing standing) {
    return closed(metric).stream().filter(standing.labels(metric)::contains).toList();
  }

  private static List<String> closed(Metric metric) {
    return metric.shape() instanceof MetricShape.LabelledGauge labelled
        ? labelled.values()
        : List.of();
  }
}
