package ai.agentbar.watch.playbook;

import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.metric.MetricShape;

/** The metrics that a playbook names, by the kind of number that is needed. */
final class Metrics {

  private static final String EXPECTED = "_expected";

  private Metrics() {}

  static Metric named(String key) {
    return Metric.byKey(key)
        .orElseThrow(() -> new IllegalArgumentException("there is no metric '" + key + "'"));
  }

  static Metric counter(String key) {
    Metric metric = named(key);
    return switch (metric.shape()) {
      case MetricShape.Counter(), MetricShape.LabelledCounter _ -> metric;
      case MetricShape.Gauge(), MetricShape.LabelledGauge _, MetricShape.Histogram _ ->
          throw new IllegalArgumentException("'" + key + "' is not a counter");
    };
  }

  /** The gauge of how many should be alive. */
  static Metric expected(String key) {
    Metric metric = gauge(key);
    if (!key.endsWith(EXPECTED)) {
      throw new IllegalArgumentException("'" + key + "' does not say how many are expected");
    }
    return metric;
  }

  static Metric gauge(String key) {
    Metric metric = named(key);
    return switch (metric.shape()) {
      case MetricShape.Gauge(), MetricShape.LabelledGauge _ -> metric;
      case MetricShape.Counter(), MetricShape.LabelledCounter _, MetricShape.Histogram _ ->
          throw new IllegalArgumentException("'" + key + "' is not a gauge");
    };
  }
}
