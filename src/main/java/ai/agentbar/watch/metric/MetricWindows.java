package ai.agentbar.watch.metric;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;

/**
 * What was measured, in windows of time; the same on every node.
 *
 * <p>Windows are made of ten-second {@linkplain Buckets buckets}: a bucket belongs to the window in
 * which it starts. What an answer costs depends on the window's length, never on the history.
 */
@Service
public class MetricWindows {

  private final MetricReadTable table;
  private final InstantSource clock;

  MetricWindows(MetricReadTable table, InstantSource clock) {
    this.table = table;
    this.clock = clock;
  }

  /** All totals and gauges now, and the buckets of some metrics as far back as asked. */
  public Readings read(Set<Metric> metrics, Duration lookback) {
    Instant now = clock.instant();
    // First, so that the numbers are never older than the moment they claim.
    Instant foldedUntil = table.foldedUntil();
    Standing standing = table.standing(now);
    return new Readings(
        now,
        foldedUntil,
        standing.values(),
        standing.lastAts(),
        table.pendingSince(),
        table.buckets(metrics, Buckets.startOf(now.minus(lookback))));
  }

  /** By how much each counter grew in the buckets that start in {@code [from, to)}. */
  public Map<Metric, Long> sums(Set<Metric> metrics, Instant from, Instant to) {
    return table.sums(metrics, from, to);
  }

  public long sum(Metric metric, Instant from, Instant to) {
    return sums(Set.of(metric), from, to).getOrDefault(metric, 0L);
  }

  /** When the counter last grew, if ever. */
  public Optional<Instant> lastSeen(Metric metric) {
    return Optional.ofNullable(table.standing(clock.instant()).lastAts().get(metric));
  }

  /** By how much the counter grew in each minute of {@code [from, to)}, oldest first. */
  public List<Long> perMinute(Metric metric, Instant from, Instant to) {
    return table.perMinute(metric, from, to);
  }

  /** How long notifications took that were processed in {@code [from, to)}. */
  public Latency webhookLatency(Instant from, Instant to) {
    return table.latency(Metric.WEBHOOK_LATENCY_MS, from, to);
  }
}
