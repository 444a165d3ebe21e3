package ai.agentbar.watch.metric;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.stereotype.Service;

/**
 * What was measured, in windows of time; the same on every node.
 *
 * <p>Windows are made of ten-second {@linkplain Buckets buckets}: a bucket belongs to the window in
 * which it starts. What an answer costs depends on the window's length, never on the history.
 */
@Service
public class MetricWindows {

  private final Standings standings;
  private final MetricReadTable totals;
  private final OpenTable open;
  private final BucketTable buckets;
  private final HistoryTable history;
  private final InstantSource clock;

  MetricWindows(
      Standings standings,
      MetricReadTable totals,
      OpenTable open,
      BucketTable buckets,
      HistoryTable history,
      InstantSource clock) {
    this.standings = standings;
    this.totals = totals;
    this.open = open;
    this.buckets = buckets;
    this.history = history;
    this.clock = clock;
  }

  /** All totals and gauges now, and the buckets of some metrics as far back as asked. */
  public Readings read(Set<Metric> metrics, Duration lookback) {
    return read(metrics, _ -> lookback);
  }

  /**
   * The same, where how far back depends on how complete the numbers are.
   *
   * @param lookback how far back, by up to when they are complete
   */
  public Readings read(Set<Metric> metrics, Function<Instant, Duration> lookback) {
    Instant now = clock.instant();
    // First, so that the numbers are never older than the moment they claim.
    Instant foldedUntil = totals.foldedUntil();
    MoneyOpen money = standings.money(now);
    Standing standing = standings.at(now, money);
    return new Readings(
        now,
        foldedUntil,
        standing.values(),
        standing.missed(),
        standing.lastAts(),
        money,
        buckets.buckets(metrics, Buckets.startOf(now.minus(lookback.apply(foldedUntil)))));
  }

  /** By how much each counter grew in the buckets that start in {@code [from, to)}. */
  public Map<Metric, Long> sums(Set<Metric> metrics, Instant from, Instant to) {
    Map<Metric, Long> sums = new EnumMap<>(Metric.class);
    buckets
        .series(metrics, from, to)
        .forEach(
            (metric, series) ->
                sums.put(metric, series.values().stream().mapToLong(Long::longValue).sum()));
    return sums;
  }

  public long sum(Metric metric, Instant from, Instant to) {
    return sums(Set.of(metric), from, to).getOrDefault(metric, 0L);
  }

  /** The same of one metric apart by its label, {@code payment_type} say; no entry means 0. */
  public Map<String, Long> byLabel(Metric metric, Instant from, Instant to) {
    return buckets.series(Set.of(metric), from, to).getOrDefault(metric, Map.of());
  }

  /** What is now the number of each series of a metric, by its label; for a gauge by instance. */
  public Map<String, Long> byLabel(Metric metric) {
    Instant now = clock.instant();
    Standing standing = standings.at(now, standings.money(now));
    Map<String, Long> series = new TreeMap<>();
    standing.labels(metric).forEach(label -> series.put(label, standing.value(metric, label)));
    return series;
  }

  /**
   * Of the payments begun in {@code [from, to)}, cut to buckets, how many are paid by now, however
   * late; an order that was never paid is forgotten some days after its begin.
   */
  public Cohort cohort(Instant from, Instant to) {
    return standings.cohort(from, to);
  }

  /** Orders that have waited for their payment for that long or longer, and what they are worth. */
  public OpenOrders pendingFor(Duration age) {
    return open.pendingFor(age, clock.instant());
  }

  /**
   * The course of a metric: by how much a counter grew in each step of {@code [from, to)}, the
   * highest value of a gauge in it. Gauges are written down once a minute; a step in which nobody
   * knew one has no point.
   *
   * @throws IllegalArgumentException where the stretch is longer than 31 days or has more than
   *     1,500 steps
   */
  public List<Point> history(Metric metric, Instant from, Instant to, Duration step) {
    Stretch stretch = new Stretch(from, to, step);
    return switch (metric.shape()) {
      case MetricShape.Counter(), MetricShape.LabelledCounter _, MetricShape.Histogram _ -> {
        Map<Instant, Long> grown = buckets.perStep(metric, stretch);
        yield stretch.starts().stream()
            .map(at -> new Point(at, grown.getOrDefault(at, 0L)))
            .toList();
      }
      case MetricShape.Gauge(), MetricShape.LabelledGauge _ ->
          history.highest(metric, stretch).entrySet().stream()
              .map(it -> new Point(it.getKey(), it.getValue()))
              .toList();
    };
  }

  /** When the counter last grew, if ever. */
  public Optional<Instant> lastSeen(Metric metric) {
    Standing standing = new Standing();
    totals.addSeries(clock.instant(), standing);
    return Optional.ofNullable(standing.lastAts().get(metric));
  }

  /** By how much the counter grew in each minute of {@code [from, to)}, oldest first. */
  public List<Long> perMinute(Metric metric, Instant from, Instant to) {
    return buckets.perMinute(metric, from, to);
  }

  /** How long notifications took that were processed in {@code [from, to)}. */
  public Latency webhookLatency(Instant from, Instant to) {
    Map<String, Long> ranges = new TreeMap<>(byLabel(Metric.WEBHOOK_LATENCY_MS, from, to));
    ranges.remove(MetricShape.Histogram.SUM);
    return new Latency(ranges);
  }
}
