package ai.agentbar.watch.rows;

import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.playbook.Durations;
import ai.agentbar.watch.playbook.Rule;
import java.time.Duration;

/** A rule's numbers in one line, so that a row can quote them. */
final class RuleWords {

  private RuleWords() {}

  static String of(Rule rule) {
    Duration sustained = rule.card().timing().sustained();
    return condition(rule) + (sustained.isZero() ? "" : " for " + Durations.text(sustained));
  }

  private static String condition(Rule rule) {
    return switch (rule) {
      case Rule.Threshold it ->
          "%s %s %d".formatted(key(it), it.side() == Rule.Side.ABOVE ? ">" : "<", it.limit());
      case Rule.Ratio it ->
          "%s / %s < %d%% in %s, of %d or more"
              .formatted(
                  key(it), it.of().key(), it.belowPercent(), text(it.window()), it.minimum());
      case Rule.Growth it ->
          "%s > %d in %s".formatted(key(it), it.minimum() - 1, text(it.window()));
      case Rule.Spike it ->
          "%s >= %d and > %d times the usual in %s"
              .formatted(key(it), it.minimum(), it.factor(), text(it.window()));
      case Rule.Silence it ->
          "%s = 0 in %s of busy hours, with %d attempts or more"
              .formatted(key(it), text(it.window()), it.minimum());
      case Rule.Heartbeat it -> "%s < %s".formatted(key(it), it.expected().key());
    };
  }

  private static String key(Rule rule) {
    Metric metric = rule.metric();
    return metric.key();
  }

  private static String text(Duration duration) {
    return Durations.text(duration);
  }
}
