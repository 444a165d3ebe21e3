package ai.agentbar.web.console.playbook;

import ai.agentbar.watch.alert.Alert;
import ai.agentbar.watch.alert.AlertState;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Rule.Side;
import ai.agentbar.watch.playbook.Team;
import ai.agentbar.web.console.Amounts;
import ai.agentbar.web.console.Badge;
import ai.agentbar.web.console.Words;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A rule in words. Pure. */
final class RuleWords {

  private RuleWords() {}

  static String kind(Rule rule, Words words) {
    return switch (rule) {
      case Rule.Threshold _ -> words.say("rule-kind.threshold");
      case Rule.Ratio _ -> words.say("rule-kind.ratio");
      case Rule.Growth _ -> words.say("rule-kind.growth");
      case Rule.Spike _ -> words.say("rule-kind.spike");
      case Rule.Silence _ -> words.say("rule-kind.silence");
      case Rule.Heartbeat _ -> words.say("rule-kind.heartbeat");
    };
  }

  /** When it fires, with its numbers. */
  static String condition(Rule rule, Words words) {
    String metric = rule.metric().key();
    return switch (rule) {
      case Rule.Threshold it ->
          words.say(
              it.side() == Side.ABOVE ? "condition.above" : "condition.below",
              it.measure(),
              Amounts.text(it, it.limit(), words.reader()));
      case Rule.Ratio it -> ratio(it, words);
      case Rule.Growth it ->
          words.say(
              "condition.growth",
              metric,
              words.reader().number(it.minimum() - 1L),
              lasted(it.window(), words));
      case Rule.Spike it ->
          words.say(
              "condition.spike",
              metric,
              words.reader().number(it.minimum()),
              lasted(it.window(), words),
              words.reader().number(it.factor()),
              words.reader().number(it.usualWindows()));
      case Rule.Silence it -> silence(it, words);
      case Rule.Heartbeat it -> words.say("condition.heartbeat", metric, it.expected().key());
    };
  }

  private static String ratio(Rule.Ratio rule, Words words) {
    String all =
        words.say(
            "condition.ratio",
            rule.metric().key(),
            Amounts.text(rule, rule.belowPercent(), words.reader()),
            rule.of().key(),
            lasted(rule.window(), words),
            words.reader().number(rule.minimum()));
    return rule.atZero()
        .map(
            it ->
                all
                    + " "
                    + words.say(
                        "condition.ratio.zero",
                        it.severity().name(),
                        words.reader().number(it.minimum())))
        .orElse(all);
  }

  private static String silence(Rule.Silence rule, Words words) {
    String metric = rule.metric().key();
    String window = lasted(rule.window(), words);
    return rule.minimum() == 0
        ? words.say("condition.silence", metric, window)
        : words.say(
            "condition.silence.minimum", metric, window, words.reader().number(rule.minimum()));
  }

  /** How long it holds before it fires, and how long it must be gone. */
  static String timing(Rule rule, Words words) {
    Rule.Timing timing = rule.card().timing();
    String begin =
        timing.sustained().isZero()
            ? words.say("timing.at-once")
            : words.say("timing.for", lasted(timing.sustained(), words));
    String end =
        timing.hold().isZero()
            ? words.say("timing.no-hold")
            : words.say("timing.hold", lasted(timing.hold(), words));
    return Stream.of(begin, end, timing.busyHoursOnly() ? words.say("timing.busy") : "")
        .filter(it -> !it.isEmpty())
        .collect(Collectors.joining(" "));
  }

  static String owners(Rule rule) {
    return rule.card().receivers().stream().map(Team::name).collect(Collectors.joining(", "));
  }

  static Badge state(Alert alert, Words words) {
    return switch (alert.state()) {
      case AlertState.Ok() -> new Badge(words.say("alert-is.ok"), "good");
      case AlertState.Pending _ -> new Badge(words.say("alert-is.pending"), "warn");
      case AlertState.Firing _ -> new Badge(words.say("alert-is.firing"), "bad");
      case AlertState.NoData _ -> new Badge(words.say("alert-is.no-data"), "warn");
    };
  }

  static String lasted(Duration duration, Words words) {
    return duration.toMillis() > 0 && duration.toMillis() < 1_000
        ? words.reader().number(duration.toMillis()) + "\u00a0ms"
        : words.reader().lasted(duration).replace(' ', '\u00a0');
  }
}
