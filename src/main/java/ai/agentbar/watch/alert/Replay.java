package ai.agentbar.watch.alert;

import ai.agentbar.watch.metric.Buckets;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.metric.MoneyOpen;
import ai.agentbar.watch.metric.OpenOrders;
import ai.agentbar.watch.metric.PastDay;
import ai.agentbar.watch.metric.PendingAge;
import ai.agentbar.watch.metric.Readings;
import ai.agentbar.watch.playbook.BusyHours;
import ai.agentbar.watch.playbook.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lets the past happen once more before {@link Evaluation}, which judges here just as it does live:
 * every ten seconds, on the numbers as they stood then. Between two of its minutes a gauge stays as
 * it was. It holds as much of the past as the rule looks back and is fed in the order of time by
 * one thread.
 */
final class Replay {

  /** A minute counts until the next one is due, and no longer. */
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static final Duration JUST_BEFORE = Duration.ofMillis(1);
  private static final List<Metric> PENDING =
      List.of(Metric.ORDERS_PENDING, Metric.ORDERS_PENDING_OLDEST_SECONDS);

  private final Rule rule;
  private final BusyHours busyHours;
  private final Map<Metric, Long> values = new EnumMap<>(Metric.class);
  private final Map<Metric, Instant> lastAts = new EnumMap<>(Metric.class);
  private final Map<Metric, NavigableMap<Instant, Long>> buckets = new EnumMap<>(Metric.class);
  private final List<WouldBe> firings = new ArrayList<>();
  private AlertState state = new AlertState.Ok();
  private Unjudged unjudged = new Unjudged(Optional.empty());
  private MoneyOpen money = MoneyOpen.NONE;
  private Instant minuteAt = Instant.EPOCH;
  private Instant unbrokenSince = Instant.EPOCH;
  private @Nullable Instant knownSince;
  private Duration missing = Duration.ZERO;

  Replay(Rule rule, BusyHours busyHours) {
    this.rule = rule;
    this.busyHours = busyHours;
  }

  /** What the past must hold for that rule. */
  static Set<Metric> metrics(Rule rule) {
    Set<Metric> metrics = EnumSet.copyOf(rule.metrics());
    if (rule instanceof Rule.Silence) {
      metrics.addAll(PENDING);
    }
    return metrics;
  }

  /** What the windows of the first judgements look back on; nothing is judged. */
  void remember(PastDay before) {
    before.buckets().forEach((metric, grown) -> grown.forEach((at, by) -> grow(metric, at, by)));
  }

  /** Judges once in every bucket that starts in {@code [from, to)}. */
  void judge(PastDay day, Instant from, Instant to) {
    for (Instant start = Buckets.startOf(from);
        start.isBefore(to);
        start = start.plus(Buckets.LENGTH)) {
      Instant bucket = start;
      Instant now = start.plus(after());
      day.buckets()
          .forEach(
              (metric, grown) ->
                  Optional.ofNullable(grown.get(bucket)).ifPresent(it -> grow(metric, bucket, it)));
      forget(now);
      measure(day.minutes(), now);
      judge(now);
    }
  }

  /** Counters are known when their bucket is over; a gauge is known from its minute on. */
  private Duration after() {
    return switch (rule) {
      case Rule.Threshold _, Rule.Heartbeat _ -> Duration.ZERO;
      case Rule.Ratio _, Rule.Growth _, Rule.Spike _, Rule.Silence _ ->
          Buckets.LENGTH.minus(JUST_BEFORE);
    };
  }

  List<WouldBe> firings() {
    return List.copyOf(firings);
  }

  /** For how long nothing could be judged. */
  Duration missing() {
    return missing;
  }

  /** The first minute that is stored, if any is. */
  Optional<Instant> knownSince() {
    return Optional.ofNullable(knownSince);
  }

  private void grow(Metric metric, Instant bucket, long by) {
    buckets.computeIfAbsent(metric, _ -> new TreeMap<>()).put(bucket, by);
    lastAts.put(metric, bucket.plus(Buckets.LENGTH).minus(JUST_BEFORE));
  }

  private void forget(Instant now) {
    Instant farthest = Buckets.startOf(now.minus(unjudged.lookback(rule, now)));
    buckets.values().forEach(it -> it.headMap(farthest, false).clear());
  }

  /** The newest minute that has come by now; when none has come for too long, nothing is known. */
  private void measure(NavigableMap<Instant, Map<Metric, Long>> minutes, Instant now) {
    Map.Entry<Instant, Map<Metric, Long>> newest = minutes.floorEntry(now);
    if (newest != null && newest.getKey().isAfter(minuteAt)) {
      take(newest.getKey(), newest.getValue());
    }
    if (isStale(now)) {
      values.clear();
      money = MoneyOpen.NONE;
    }
  }

  private void take(Instant minute, Map<Metric, Long> gauges) {
    if (isStale(minute)) {
      unbrokenSince = minute;
    }
    if (knownSince == null) {
      knownSince = minute;
    }
    minuteAt = minute;
    values.clear();
    if (isStored()) {
      values.putAll(gauges);
    }
    money = money(minute, gauges);
  }

  /** Orders of an age of the rule's own are counted now and written down nowhere. */
  private boolean isStored() {
    return !(rule instanceof Rule.Threshold threshold && threshold.otherAge().isPresent());
  }

  private static MoneyOpen money(Instant minute, Map<Metric, Long> gauges) {
    long pending = gauges.getOrDefault(Metric.ORDERS_PENDING, 0L);
    long seconds = gauges.getOrDefault(Metric.ORDERS_PENDING_OLDEST_SECONDS, 0L);
    return pending == 0
        ? MoneyOpen.NONE
        : new MoneyOpen(
            Optional.of(minute.minusSeconds(seconds)),
            Map.<PendingAge, OpenOrders>of(),
            OpenOrders.NONE);
  }

  private boolean isStale(Instant now) {
    return foldedUntil(now).isBefore(now.minus(Evaluation.FRESH_WITHIN));
  }

  private Instant foldedUntil(Instant now) {
    Instant covered = minuteAt.plus(MINUTE);
    return covered.isBefore(now) ? covered : now;
  }

  private void judge(Instant now) {
    if (rule instanceof Rule.Heartbeat && now.isBefore(unbrokenSince.plus(MINUTE))) {
      return; // As live: whoever has just begun to listen calls nobody silent.
    }
    if (state instanceof AlertState.NoData && isStale(now)) {
      missing = missing.plus(Buckets.LENGTH); // It stays so until a minute comes.
      return;
    }
    Readings readings =
        new Readings(now, foldedUntil(now), values, Map.of(), lastAts, money, buckets);
    Judgement judgement = unjudged.next(rule, readings, busyHours, state);
    unjudged = unjudged.after(readings);
    note(new AlertChanges.Turn(rule, state, judgement, readings));
    state = judgement.next();
    if (state instanceof AlertState.NoData) {
      missing = missing.plus(Buckets.LENGTH);
    }
  }

  private void note(AlertChanges.Turn turn) {
    Instant at = turn.readings().at();
    Judgement judgement = turn.judgement();
    if (turn.begins()) {
      firings.add(
          new WouldBe(at, Optional.empty(), turn.severity(), judgement.value(), judgement.limit()));
    } else if (turn.ends()) {
      firings.add(firings.removeLast().endedAt(at));
    } else if (turn.goesOn()) {
      firings.add(firings.removeLast().as(turn.severity()));
    }
  }
}
