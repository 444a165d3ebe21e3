package ai.agentbar.watch.alert;

import ai.agentbar.watch.metric.Buckets;
import ai.agentbar.watch.metric.Readings;
import ai.agentbar.watch.playbook.Durations;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Wording;
import java.time.Instant;
import java.util.Optional;

/** A counter is too small a part of another one. */
final class RatioCondition {

  private static final int PERCENT = 100;

  private RatioCondition() {}

  /** Compared without rounding: 79.9 % is below 80 %. */
  static Finding find(Rule.Ratio rule, Readings readings) {
    Instant from = Buckets.startOf(readings.at().minus(rule.window()));
    long part = readings.sum(rule.metric(), from, Instant.MAX);
    long whole = readings.sum(rule.of(), from, Instant.MAX);
    boolean nothing = part == 0 && rule.atZero().filter(it -> whole >= it.minimum()).isPresent();
    boolean little = whole >= rule.minimum() && part * PERCENT < (long) rule.belowPercent() * whole;
    long percent = whole == 0 ? PERCENT : part * PERCENT / whole;
    return new Finding(
        nothing || little,
        readings.at(),
        percent,
        rule.belowPercent(),
        () -> nothing ? nothingAtAll(rule, whole) : reason(rule, part, whole),
        nothing ? rule.atZero().map(Rule.AtZero::severity) : Optional.empty());
  }

  private static Wording nothingAtAll(Rule.Ratio rule, long whole) {
    String metric = rule.metric().key();
    String of = rule.of().key();
    String window = Durations.text(rule.window());
    int from = rule.atZero().orElseThrow().minimum();
    return new Wording(
        "%s nol: tidak satu pun dari %d %s dalam %s; itu berarti mulai dari %d"
            .formatted(metric, whole, of, window, from),
        "%s is 0: nothing at all of %d %s within %s; that tells from %d on"
            .formatted(metric, whole, of, window, from));
  }

  private static Wording reason(Rule.Ratio rule, long part, long whole) {
    String window = Durations.text(rule.window());
    return new Wording(
        "%s %d dari %d %s dalam %s; batasnya %d %% mulai dari %d"
            .formatted(
                rule.metric().key(),
                part,
                whole,
                rule.of().key(),
                window,
                rule.belowPercent(),
                rule.minimum()),
        "%s is %d of %d %s within %s; the limit is %d %% from %d on"
            .formatted(
                rule.metric().key(),
                part,
                whole,
                rule.of().key(),
                window,
                rule.belowPercent(),
                rule.minimum()));
  }
}
