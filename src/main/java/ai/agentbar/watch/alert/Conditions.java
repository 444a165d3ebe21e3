package ai.agentbar.watch.alert;

import ai.agentbar.watch.metric.Readings;
import ai.agentbar.watch.playbook.BusyHours;
import ai.agentbar.watch.playbook.Rule;

/** Whether the condition of a rule holds; each kind has a file of its own. Pure. */
final class Conditions {

  private Conditions() {}

  /** Asked only while the rule's numbers {@linkplain #isKnown are known}. */
  static Finding find(Evaluation.Asked asked, BusyHours busyHours, AlertState.Known before) {
    Readings readings = asked.readings();
    return switch (asked.rule()) {
      case Rule.Threshold threshold -> ThresholdCondition.find(threshold, readings, before);
      case Rule.Ratio ratio -> RatioCondition.find(ratio, readings);
      case Rule.Growth growth -> GrowthCondition.find(growth, readings, asked.unjudged());
      case Rule.Spike spike -> SpikeCondition.find(spike, readings, before);
      case Rule.Silence silence -> SilenceCondition.find(silence, readings, busyHours, before);
      case Rule.Heartbeat heartbeat -> HeartbeatCondition.find(heartbeat, readings, before);
    };
  }

  /**
   * Counters are always known; a gauge is not where its samples have stopped coming, nor the
   * conversion of payments that nobody began.
   */
  static boolean isKnown(Rule rule, Readings readings) {
    return switch (rule) {
      case Rule.Threshold threshold -> readings.knows(threshold.metric());
      case Rule.Heartbeat heartbeat -> readings.knows(heartbeat.metric());
      case Rule.Ratio _, Rule.Growth _, Rule.Spike _, Rule.Silence _ -> true;
    };
  }
}
