package ai.agentbar.watch.alert;

import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.metric.Readings;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Rule.Side;
import ai.agentbar.watch.playbook.Unit;
import ai.agentbar.watch.playbook.Wording;

/** A gauge is on the bad side of its limit. */
final class ThresholdCondition {

  private ThresholdCondition() {}

  /** What fires because of an instance is not well by that instance's death. */
  static Finding find(Rule.Threshold rule, Readings readings, AlertState.Known before) {
    long value =
        rule.otherAge()
            .map(age -> readings.money().pendingFor(age).orders())
            .orElseGet(() -> gauge(rule.metric(), readings, before));
    boolean above = rule.side() == Side.ABOVE;
    return new Finding(
        above ? value > rule.limit() : value < rule.limit(),
        readings.at(),
        value,
        rule.limit(),
        () -> reason(rule, value, above));
  }

  private static long gauge(Metric metric, Readings readings, AlertState.Known before) {
    return before instanceof AlertState.Firing
        ? readings.valueWithMissed(metric)
        : readings.value(metric);
  }

  private static Wording reason(Rule.Threshold rule, long value, boolean above) {
    Unit unit = Unit.of(rule.metric());
    String metric = rule.measure();
    String limit = unit.text(rule.limit());
    return new Wording(
        "%s %s; batasnya %s %s"
            .formatted(metric, unit.text(value), above ? "paling banyak" : "paling sedikit", limit),
        "%s is %s; the limit is at %s %s"
            .formatted(metric, unit.text(value), above ? "most" : "least", limit));
  }
}
