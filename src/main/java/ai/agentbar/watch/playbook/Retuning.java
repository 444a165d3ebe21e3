package ai.agentbar.watch.playbook;

import ai.agentbar.watch.metric.Buckets;
import java.time.Duration;
import java.util.Optional;

/** A rule with other numbers, to see what they would mean; nothing of it is in force. */
public sealed interface Retuning {

  int NUMBER_MAX = 1_000_000;

  record Tuned(Rule rule) implements Retuning {}

  /**
   * One of the numbers cannot be read.
   *
   * @param field {@code limit} or {@code for}
   * @param why what was expected
   */
  record Refused(String field, String why) implements Retuning {}

  /**
   * The rule with another limit and another duration, each written as the file has it.
   *
   * @param limit of a threshold its limit, of a ratio the percent, of a growth what it may grow by,
   *     of a spike the minimum, of a silence its window; blank where it stays
   * @param sustained how long the condition holds before the rule fires; blank where it stays
   */
  static Retuning of(Rule rule, String limit, String sustained) {
    String field = "limit";
    try {
      Rule limited = limit.isBlank() ? rule : limited(rule, limit.strip());
      Optional<String> tooFar = Lookback.refusal(limited);
      if (tooFar.isPresent()) {
        return new Refused(field, tooFar.get());
      }
      field = "for";
      return new Tuned(sustained.isBlank() ? limited : sustained(limited, sustained.strip()));
    } catch (IllegalArgumentException refused) {
      return new Refused(field, String.valueOf(refused.getMessage()));
    }
  }

  /** The limit as {@link #of} reads it; empty where the kind has none. */
  static String limitOf(Rule rule) {
    return switch (rule) {
      case Rule.Threshold it -> Unit.of(it.metric()).written(it.limit());
      case Rule.Ratio it -> Unit.PERCENT.written(it.belowPercent());
      case Rule.Growth it -> Long.toString(it.minimum() - 1L);
      case Rule.Spike it -> Long.toString(it.minimum());
      case Rule.Silence it -> Durations.written(it.window());
      case Rule.Heartbeat _ -> "";
    };
  }

  private static Rule limited(Rule rule, String limit) {
    return switch (rule) {
      case Rule.Threshold it ->
          new Rule.Threshold(
              it.card(), it.metric(), it.side(), Unit.of(it.metric()).parse(limit), it.olderThan());
      case Rule.Ratio it ->
          new Rule.Ratio(
              it.card(),
              it.metric(),
              it.of(),
              it.window(),
              Numbers.percent(limit),
              it.minimum(),
              it.atZero());
      case Rule.Growth it ->
          new Rule.Growth(it.card(), it.metric(), it.window(), minimumAbove(limit));
      case Rule.Spike it ->
          new Rule.Spike(
              it.card(),
              it.metric(),
              it.window(),
              it.usualWindows(),
              it.factor(),
              Numbers.parse(limit, NUMBER_MAX));
      case Rule.Silence it -> new Rule.Silence(it.card(), it.metric(), window(limit), it.minimum());
      case Rule.Heartbeat _ ->
          throw new IllegalArgumentException("a heartbeat has no limit: as many live as expected");
    };
  }

  private static int minimumAbove(String limit) {
    return limit.equals("0") ? 1 : Numbers.parse(limit, NUMBER_MAX) + 1;
  }

  private static Duration window(String text) {
    Duration window = Durations.parse(text);
    if (window.compareTo(Buckets.LENGTH) < 0) {
      throw new IllegalArgumentException("10s at least are expected, not '" + text + "'");
    }
    return window;
  }

  private static Rule sustained(Rule rule, String text) {
    Rule.Timing timing = rule.card().timing();
    return rule.with(
        rule.card()
            .with(new Rule.Timing(Durations.parse(text), timing.hold(), timing.busyHoursOnly())));
  }
}
