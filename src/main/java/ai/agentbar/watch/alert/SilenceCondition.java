package ai.agentbar.watch.alert;

import ai.agentbar.watch.metric.Buckets;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.metric.Readings;
import ai.agentbar.watch.playbook.BusyHours;
import ai.agentbar.watch.playbook.Durations;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Wording;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** A counter does not grow although it should. */
final class SilenceCondition {

  private SilenceCondition() {}

  /**
   * Silence counts from the latest of: the last growth, the begin of the busy hours, the opening of
   * the payment that has been open longest. Once it fires only a growth ends it: neither the night
   * nor the expiry of the last open payment says that notifications come again.
   */
  static Finding find(
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
            && !Duration.between(quietSince, now).minus(rule.window()).isNegative()
            && attempts(rule, readings, lastAt) >= rule.minimum();
    boolean holds =
        before instanceof AlertState.Firing firing
            ? lastAt.filter(it -> it.isAfter(firing.since())).isEmpty()
            : mayBegin;
    Duration quiet = Duration.between(lastAt.orElse(quietSince), now);
    return new Finding(
        holds,
        now,
        quiet.toSeconds(),
        rule.window().toSeconds(),
        () -> reason(rule, readings, quiet));
  }

  /** Attempts since the last growth that have had the time to be heard of. */
  private static long attempts(Rule.Silence rule, Readings readings, Optional<Instant> lastAt) {
    Instant farthest = readings.at().minus(rule.lookback());
    Instant from = lastAt.filter(it -> it.isAfter(farthest)).orElse(farthest);
    Instant to = readings.at().minus(rule.window().dividedBy(2));
    return from.isBefore(to)
        ? readings.sum(Metric.PAYMENT_ATTEMPT_COUNT, Buckets.startOf(from), to)
        : 0;
  }

  private static Wording reason(Rule.Silence rule, Readings readings, Duration quiet) {
    long open = readings.value(Metric.ORDERS_PENDING);
    String limit = Durations.text(rule.window());
    return new Wording(
        "%s tidak bertambah selama %s; batasnya %s di jam ramai; %d pembayaran terbuka"
            .formatted(rule.metric().key(), Durations.text(quiet), limit, open),
        "%s has not grown for %s; the limit is %s in busy hours; %d payments are open"
            .formatted(rule.metric().key(), Durations.text(quiet), limit, open));
  }
}
