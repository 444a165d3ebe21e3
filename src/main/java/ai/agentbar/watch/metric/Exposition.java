package ai.agentbar.watch.metric;

import java.util.List;

/**
 * Our metrics in the Prometheus text format, version 0.0.4.
 *
 * <p>Not the Prometheus client: it ends every counter in {@code _total}, and the playbook's names
 * are {@code checkout_created_count} and {@code webhook_invalid_signature}. The format itself asks
 * for no such ending. Source: https://prometheus.io/docs/instrumenting/exposition_formats/
 */
final class Exposition {

  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final int LABELS_MAX = 200;

  private final Standing standing;
  private final StringBuilder text = new StringBuilder();

  private Exposition(Standing standing) {
    this.standing = standing;
  }

  static String of(Standing standing) {
    Exposition exposition = new Exposition(standing);
    for (Metric metric : Metric.values()) {
      exposition.write(metric);
    }
    return exposition.text.toString();
  }

  private void write(Metric metric) {
    String key = metric.key();
    text.append("# HELP ").append(key).append(' ').append(metric.help()).append('\n');
    text.append("# TYPE ").append(key).append(' ').append(type(metric.shape())).append('\n');
    if (standing.isStale(metric)) {
      return; // Not 0: to leave a series out is how Prometheus is told that nobody knows it now.
    }
    switch (metric.shape()) {
      case MetricShape.Counter(), MetricShape.Gauge() -> sample(key, standing.value(metric));
      case MetricShape.LabelledCounter(String label, List<String> values) ->
          writeLabels(metric, label, values);
      case MetricShape.LabelledGauge(String label, List<String> values, var _) ->
          writeLabels(metric, label, values.isEmpty() ? reported(metric) : values);
      case MetricShape.Histogram histogram -> writeRanges(metric, histogram);
    }
  }

  private static String type(MetricShape shape) {
    return switch (shape) {
      case MetricShape.Counter(), MetricShape.LabelledCounter _ -> "counter";
      case MetricShape.Gauge(), MetricShape.LabelledGauge _ -> "gauge";
      case MetricShape.Histogram _ -> "histogram";
    };
  }

  private void writeLabels(Metric metric, String label, List<String> values) {
    for (String value : values) {
      sample(
          metric.key() + "{" + label + "=\"" + escaped(value) + "\"}",
          standing.value(metric, value));
    }
  }

  /** Whoever reports; the empty label at 0 as long as nobody ever did, so that the name stands. */
  private List<String> reported(Metric metric) {
    List<String> labels = standing.labels(metric).stream().sorted().limit(LABELS_MAX).toList();
    return labels.isEmpty() ? List.of("") : labels;
  }

  private void writeRanges(Metric metric, MetricShape.Histogram histogram) {
    long reached = 0;
    for (long bound : histogram.bounds()) {
      reached += standing.value(metric, Long.toString(bound));
      sample(metric.key() + "_bucket{le=\"" + bound + "\"}", reached);
    }
    reached += standing.value(metric, MetricShape.Histogram.BEYOND);
    sample(metric.key() + "_bucket{le=\"+Inf\"}", reached);
    sample(metric.key() + "_sum", standing.value(metric, MetricShape.Histogram.SUM));
    sample(metric.key() + "_count", reached);
  }

  /** An instance is named by whoever runs it. */
  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private void sample(String series, long value) {
    text.append(series).append(' ').append(value).append('\n');
  }
}
