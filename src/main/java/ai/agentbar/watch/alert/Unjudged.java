package ai.agentbar.watch.alert;

import ai.agentbar.watch.metric.Readings;
import ai.agentbar.watch.playbook.BusyHours;
import ai.agentbar.watch.playbook.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What happened since the last judgement is judged, however long ago that was: a rule that asks for
 * growth looks back as far as its window, and as far as nobody looked yet. Pure.
 *
 * @param since up to when what happened has been judged; empty where nothing ever was
 */
record Unjudged(Optional<Instant> since) {

  /** What is older is history; people are told of what concerns them. */
  static final Duration LONGEST = Duration.ofDays(1);

  Judgement next(Rule rule, Readings readings, BusyHours busyHours, AlertState previous) {
    Evaluation.Asked asked = new Evaluation.Asked(rule, readings, gap(readings.at()));
    return Evaluation.next(asked, busyHours, previous);
  }

  /** Up to when all is judged once those readings are; they may be too old to judge on. */
  Unjudged after(Readings readings) {
    return Evaluation.isFresh(readings) ? new Unjudged(Optional.of(readings.foldedUntil())) : this;
  }

  /** How far that rule has to look back at that moment. */
  Duration lookback(Rule rule, Instant now) {
    return rule instanceof Rule.Growth growth
        ? GrowthCondition.lookback(growth, gap(now))
        : rule.lookback();
  }

  private Duration gap(Instant now) {
    Duration gap = since.map(it -> Duration.between(it, now)).orElse(Duration.ZERO);
    return gap.compareTo(LONGEST) < 0 ? gap : LONGEST;
  }
}
