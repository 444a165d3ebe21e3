package ai.agentbar.watch.metric;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many series went over the same steps.
 *
 * @param starts the start of every step, oldest first
 * @param series by metric and label; the empty label is the metric as a whole
 */
public record Courses(List<Instant> starts, Map<Metric, Map<String, Course>> series) {

  /** The metric as a whole: all labels of a counter together, what stands for all of a gauge. */
  public Course of(Metric metric) {
    return of(metric, "");
  }

  public Course of(Metric metric, String label) {
    return series.getOrDefault(metric, Map.of()).getOrDefault(label, Course.NOTHING);
  }

  /** The labels of which anything was measured, in their alphabet's order. */
  public Set<String> labels(Metric metric) {
    Set<String> labels = new java.util.TreeSet<>(series.getOrDefault(metric, Map.of()).keySet());
    labels.remove("");
    return Collections.unmodifiableSet(labels);
  }

  /** How the observations of one step are spread. */
  public Latency latencyAt(Instant step) {
    Map<String, Long> counts = new java.util.TreeMap<>();
    for (String range : labels(Metric.WEBHOOK_LATENCY_MS)) {
      of(Metric.WEBHOOK_LATENCY_MS, range).at(step).ifPresent(it -> counts.put(range, it));
    }
    return new Latency(counts);
  }
}
