package ai.agentbar.watch.alert;

import ai.agentbar.watch.metric.Buckets;
import ai.agentbar.watch.metric.Readings;
import ai.agentbar.watch.playbook.Durations;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Wording;
import java.time.Instant;

/** A counter grew. */
final class GrowthCondition {

  private GrowthCondition() {}

  /** The hold counts from the last growth itself, not from when its window had passed. */
  static Finding find(Rule.Growth rule, Readings readings) {
    Instant from = readings.at().minus(rule.window());
    Instant grewAt = readings.lastSeen(rule.metric()).orElse(Instant.EPOCH);
    long value = readings.sum(rule.metric(), Buckets.startOf(from), Instant.MAX);
    long limit = rule.minimum() - 1L;
    String window = Durations.text(rule.window());
    String metric = rule.metric().key();
    return new Finding(
        grewAt.isAfter(from) && value > limit,
        grewAt,
        value,
        limit,
        () ->
            new Wording(
                "%s bertambah %d dalam %s; batasnya %d".formatted(metric, value, window, limit),
                "%s grew by %d within %s; the limit is %d"
                    .formatted(metric, value, window, limit)));
  }
}
