package ai.agentbar.watch.metric;

import ai.agentbar.watch.metric.Folded.Series;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/**
 * How many metrics went over one stretch of time, in two statements: what a board is drawn from.
 *
 * <p>A stretch whose steps are whole ten minutes or hours, and begin and end with one, is read from
 * steps of that length; what an answer costs depends on the number of steps, not on how long they
 * are nor on how much happened in them.
 */
@Service
public class MetricCourses {

  private final CourseTable table;
  private final BucketTable buckets;

  MetricCourses(CourseTable table, BucketTable buckets) {
    this.table = table;
    this.buckets = buckets;
  }

  /** Gauges of a closed list and the latency series by series too; other counters as a whole. */
  public Courses read(Set<Metric> metrics, Stretch stretch) {
    List<Instant> starts = stretch.starts();
    Map<Boolean, Set<Metric>> byKind =
        metrics.stream()
            .collect(Collectors.partitioningBy(GaugeNames::isGauge, Collectors.toSet()));
    Map<Metric, Map<String, Course>> series = new EnumMap<>(Metric.class);
    Set<Metric> counters = byKind.getOrDefault(false, Set.of());
    readCounters(
        counters,
        stretch,
        (one, step, grown, _) -> put(series, one, starts.get(step), grown, grown));
    readGauges(
        byKind.getOrDefault(true, Set.of()),
        stretch,
        (one, step, lowest, highest) -> put(series, one, starts.get(step), lowest, highest));
    counters.forEach(it -> addWhole(series, it, starts));
    return new Courses(starts, series);
  }

  /** By how much each series of some counters grew in the whole stretch; no entry means 0. */
  public Map<Metric, Map<String, Long>> sums(Set<Metric> counters, Stretch stretch) {
    if (counters.isEmpty()) {
      return Map.of();
    }
    return Grain.of(stretch)
        .map(grain -> table.sums(counters, stretch, grain))
        .orElseGet(() -> buckets.series(counters, stretch.from(), stretch.to()));
  }

  private void readCounters(Set<Metric> metrics, Stretch stretch, CourseTable.Taker taker) {
    if (metrics.isEmpty()) {
      return;
    }
    Grain.of(stretch)
        .ifPresentOrElse(
            grain -> table.counterSteps(metrics, stretch, grain, taker),
            () -> table.counters(metrics, stretch, taker));
  }

  private void readGauges(Set<Metric> metrics, Stretch stretch, CourseTable.Taker taker) {
    if (metrics.isEmpty()) {
      return;
    }
    Optional<Grain> grain = Grain.of(stretch);
    if (grain.isPresent()) {
      table.gaugeSteps(metrics, stretch, grain.get(), taker);
    } else {
      table.gauges(GaugeNames.of(metrics), stretch, taker);
    }
  }

  private static void put(
      Map<Metric, Map<String, Course>> series,
      Series one,
      Instant step,
      long lowest,
      long highest) {
    Metric.byKey(one.metric())
        .ifPresent(
            metric ->
                series
                    .computeIfAbsent(metric, _ -> new HashMap<>())
                    .computeIfAbsent(one.label(), _ -> new Course())
                    .put(step, lowest, highest));
  }

  /** A counter that did not grow has no row; and its labels together are the whole of it. */
  private static void addWhole(
      Map<Metric, Map<String, Course>> series, Metric metric, List<Instant> starts) {
    Map<String, Course> labels = series.computeIfAbsent(metric, _ -> new HashMap<>());
    Course whole = new Course();
    for (Instant start : starts) {
      long grown = labels.values().stream().mapToLong(it -> it.at(start).orElse(0L)).sum();
      whole.put(start, grown, grown);
    }
    labels.put("", whole);
  }
}
