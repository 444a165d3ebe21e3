package ai.agentbar.watch.alert;

import ai.agentbar.watch.metric.Readings;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Wording;

/** Fewer are alive than should be. */
final class HeartbeatCondition {

  private HeartbeatCondition() {}

  /**
   * One has to be alive in any case. Once fewer live than were expected, as many are expected until
   * they live: one that stays silent long enough to be forgotten is not well again by that.
   */
  static Finding find(Rule.Heartbeat rule, Readings readings, AlertState.Known before) {
    long alive = readings.value(rule.metric());
    long expected =
        switch (before) {
          case AlertState.Ok() -> Math.max(1, readings.value(rule.expected()));
          case AlertState.Pending pending -> pending.limit();
          case AlertState.Firing firing -> firing.limit();
        };
    String metric = rule.metric().key();
    return new Finding(
        alive < expected,
        readings.at(),
        alive,
        expected,
        () ->
            new Wording(
                "%s %d, padahal seharusnya %d".formatted(metric, alive, expected),
                "%s is %d where %d are expected".formatted(metric, alive, expected)));
  }
}
