package ai.agentbar.watch.alert;

import ai.agentbar.watch.metric.Buckets;
import ai.agentbar.watch.metric.Readings;
import ai.agentbar.watch.playbook.Durations;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Wording;
import java.time.Instant;
import java.util.stream.IntStream;

/** A counter is far above its usual level. */
final class SpikeCondition {

  private SpikeCondition() {}

  /**
   * Once it holds, the usual level is what it was then. A minimum that is raised meanwhile counts
   * at once; another factor counts from the next spike on.
   */
  static Finding find(Rule.Spike rule, Readings readings, AlertState.Known before) {
    Instant from = Buckets.startOf(readings.at().minus(rule.window()));
    long value = readings.sum(rule.metric(), from, Instant.MAX);
    long limit =
        switch (before) {
          case AlertState.Ok() -> limit(rule, readings, from);
          case AlertState.Pending pending -> Math.max(rule.minimum(), pending.limit());
          case AlertState.Firing firing -> Math.max(rule.minimum(), firing.limit());
        };
    String window = Durations.text(rule.window());
    return new Finding(
        value >= limit,
        readings.at(),
        value,
        limit,
        () ->
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
  private static long limit(Rule.Spike rule, Readings readings, Instant windowFrom) {
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
}
