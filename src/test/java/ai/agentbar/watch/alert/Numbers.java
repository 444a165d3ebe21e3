package ai.agentbar.watch.alert;

import ai.agentbar.watch.metric.Buckets;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.metric.MoneyOpen;
import ai.agentbar.watch.metric.OpenOrders;
import ai.agentbar.watch.metric.Readings;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Readings, put together by hand. */
final class Numbers {

  private final Instant now;
  private final Map<Metric, Long> values = new EnumMap<>(Metric.class);
  private final Map<Metric, Instant> lastAts = new EnumMap<>(Metric.class);
  private final Map<Metric, NavigableMap<Instant, Long>> buckets = new EnumMap<>(Metric.class);
  private final Map<Metric, Long> missed = new EnumMap<>(Metric.class);
  private Instant foldedUntil;
  private @Nullable Instant pendingSince;

  static Numbers at(Instant now) {
    return new Numbers(now);
  }

  private Numbers(Instant now) {
    this.now = now;
    this.foldedUntil = now;
  }

  Numbers grew(Metric metric, long amount, Instant when) {
    values.merge(metric, amount, Long::sum);
    lastAts.merge(metric, when, (a, b) -> a.isAfter(b) ? a : b);
    buckets
        .computeIfAbsent(metric, _ -> new TreeMap<>())
        .merge(Buckets.startOf(when), amount, Long::sum);
    return this;
  }

  Numbers gauge(Metric metric, long value) {
    values.put(metric, value);
    return this;
  }

  /** What an instance said last that is missed. */
  Numbers missed(Metric metric, long value) {
    missed.put(metric, value);
    return this;
  }

  Numbers invalid(long amount, Instant when) {
    return grew(Metric.WEBHOOK_INVALID_SIGNATURE, amount, when);
  }

  Numbers received(Instant when) {
    return grew(Metric.WEBHOOK_RECEIVED_TOTAL, 1, when);
  }

  Numbers open(Instant since) {
    values.put(Metric.ORDERS_PENDING, 1L);
    pendingSince = since;
    return this;
  }

  Numbers folded(Instant until) {
    foldedUntil = until;
    return this;
  }

  Readings readings() {
    return new Readings(
        now,
        foldedUntil,
        values,
        missed,
        lastAts,
        new MoneyOpen(Optional.ofNullable(pendingSince), Map.of(), OpenOrders.NONE),
        buckets);
  }
}
