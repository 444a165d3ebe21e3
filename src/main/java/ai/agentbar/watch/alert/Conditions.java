package ai.agentbar.watch.alert;

import ai.agentbar.watch.metric.Buckets;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.metric.Readings;
import ai.agentbar.watch.playbook.BusyHours;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Wording;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whether the condition of a rule holds, kind by kind. Pure. */
final class Conditions {

  private Conditions() {}

  static Finding find(Rule rule, Readings readings, BusyHours busyHours, AlertState.Known before) {
    return switch (rule) {
      case Rule.Growth growth -> growth(growth, readings);
      case Rule.Spike spike -> spike(spike, readings, before);
      case Rule.Silence silence -> silence(silence, readings, busyHours, before);
    };
  }

  /** The hold counts from the last growth itself, not from when its window had passed. */
  private static Finding growth(Rule.Growth rule, Readings readings) {
    Instant from = readings.at().minus(rule.window());
    Instant grewAt = readings.lastSeen(rule.metric()).orElse(Instant.EPOCH);
    long value = readings.sum(rule.metric(), Buckets.startOf(from), Instant.MAX);
    String window = Words.of(rule.window());
    return new Finding(
        grewAt.isAfter(from),
        grewAt,
        value,
        0,
        new Wording(
            "%s bertambah %d dalam %s; batasnya 0".formatted(rule.metric().key(), value, window),
            "%s grew by %d within %s; the limit is 0"
                .formatted(rule.metric().key(), value, window)));
  }

  private static Finding spike(Rule.Spike rule, Readings readings, AlertState.Known before) {
    Instant from = Buckets.startOf(readings.at().minus(rule.window()));
    long value = readings.sum(rule.metric(), from, Instant.MAX);
    long limit =
        switch (before) {
          case AlertState.Ok() -> spikeLimit(rule, readings, from);
          case AlertState.Pending pending -> pending.limit();
          case AlertState.Firing firing -> firing.limit();
        };
    String window = Words.of(rule.window());
    return new Finding(
        value >= limit,
        readings.at(),
        value,
        limit,
        new Wording(
            "%s %d dalam %s; jauh di atas biasanya mulai %d"
                .formatted(rule.metric().key(), value, window, limit),
            "%s is %d within %s; from %d on it is far above its usual level"
                .formatted(rule.metric().key(), value, window, limit)));
  }

  /**
   * The least count that is both the minimum and more than the factor times the usual level. That
   * is the median of the windows before this one: an attack of an hour ago does not count as usual.
   */
  private static long spikeLimit(Rule.Spike rule, Readings readings, Instant windowFrom) {
    long[] before =
        IntStream.range(0, rule.usualWindows())
            .mapToLong(
                back -> {
                  Instant to = windowFrom.minus(rule.window().multipliedBy(back));
                  return readings.sum(rule.metric(), to.minus(rule.window()), to);
                })
            .sorted()
            .toArray();
    return Math.max(rule.minimum(), before[before.length / 2] * rule.factor() + 1);
  }

  /**
   * Silence counts from the latest of: the last growth, the begin of the busy hours, the opening of
   * the payment that has been open longest. Once it fires only a growth ends it: neither the night
   * nor the expiry of the last open payment says that notifications come again.
   */
  private static Finding silence(
      Rule.Silence rule, Readings readings, BusyHours busyHours, AlertState.Known before) {
    Instant now = readings.at();
    Optional<Instant> lastAt = readings.lastSeen(rule.metric());
    Optional<Instant> busySince = busyHours.busySince(now);
    Instant quietSince =
        Stream.of(lastAt, busySince, readings.pendingSince())
            .flatMap(Optional::stream)
            .max(Instant::compareTo)
            .orElse(now);
    boolean mayBegin =
        busySince.isPresent()
            && readings.pendingSince().isPresent()
            && readings.value(Metric.ORDERS_PENDING) > 0
            && !Duration.between(quietSince, now).minus(rule.window()).isNegative();
    boolean holds =
        before instanceof AlertState.Firing firing
            ? lastAt.filter(it -> it.isAfter(firing.since())).isEmpty()
            : mayBegin;
    Duration quiet = Duration.between(lastAt.orElse(quietSince), now);
    return new Finding(
        holds, now, quiet.toSeconds(), rule.window().toSeconds(), silence(rule, readings, quiet));
  }

  private static Wording silence(Rule.Silence rule, Readings readings, Duration quiet) {
    long open = readings.value(Metric.ORDERS_PENDING);
    String limit = Words.of(rule.window());
    return new Wording(
        "%s tidak bertambah selama %s; batasnya %s di jam ramai; %d pembayaran terbuka"
            .formatted(rule.metric().key(), Words.of(quiet), limit, open),
        "%s has not grown for %s; the limit is %s in busy hours; %d payments are open"
            .formatted(rule.metric().key(), Words.of(quiet), limit, open));
  }
}
