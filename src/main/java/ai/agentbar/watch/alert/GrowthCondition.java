package ai.agentbar.watch.alert;

import ai.agentbar.watch.metric.Buckets;
import ai.agentbar.watch.metric.Readings;
import ai.agentbar.watch.playbook.Durations;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Wording;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.NavigableMap;

/** A counter grew. */
final class GrowthCondition {

  private GrowthCondition() {}

  /**
   * The hold counts from the last growth itself, not from when its window had passed. Where nobody
   * judged for longer than the window, all that grew meanwhile counts; of a rule that asks for more
   * than one, only what grew within one window.
   */
  static Finding find(Rule.Growth rule, Readings readings, Duration unjudged) {
    Duration span = longer(rule.window(), unjudged);
    boolean slides = span.compareTo(rule.window()) > 0 && rule.minimum() > 1;
    Instant from = readings.at().minus(span);
    Instant grewAt = readings.lastSeen(rule.metric()).orElse(Instant.EPOCH);
    long value =
        slides
            ? most(rule, readings, from)
            : readings.sum(rule.metric(), Buckets.startOf(from), Instant.MAX);
    long limit = rule.minimum() - 1L;
    String window = Durations.text(slides ? rule.window() : span);
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

  /** How far back it looks where nobody judged for that long. */
  static Duration lookback(Rule.Growth rule, Duration unjudged) {
    boolean slides = rule.minimum() > 1;
    return longer(rule.window(), slides ? unjudged.plus(rule.window()) : unjudged);
  }

  /** Of all windows that ended since then, what the fullest one holds: a step for each bucket. */
  private static long most(Rule.Growth rule, Readings readings, Instant from) {
    NavigableMap<Instant, Long> grown =
        readings.buckets().getOrDefault(rule.metric(), Collections.emptyNavigableMap());
    return grown.tailMap(Buckets.startOf(from), true).keySet().stream()
        .mapToLong(
            last ->
                readings.sum(rule.metric(), last.minus(rule.window()), last.plus(Buckets.LENGTH)))
        .max()
        .orElse(0);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
