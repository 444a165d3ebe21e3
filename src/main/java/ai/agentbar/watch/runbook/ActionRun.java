package ai.agentbar.watch.runbook;

import ai.agentbar.kernel.Actor;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.playbook.ActionName;
import ai.agentbar.watch.playbook.Wording;
import java.time.Instant;
import java.util.Optional;

/**
 * One run of an action as it is remembered.
 *
 * @param end how it ended; nothing while it goes on
 * @param effect the number that shows whether it helped
 */
public record ActionRun(
    RunId id,
    ActionName action,
    Optional<FiringId> firing,
    Actor actor,
    String reason,
    Instant askedAt,
    Optional<End> end,
    Effect effect) {

  /**
   * How it ended.
   *
   * @param touched how many things it touched; 0 where it failed
   */
  public record End(Instant at, boolean failed, long touched, Wording text) {}

  /**
   * The metric before the run, at its end, and a while after it; nothing where that moment has not
   * come.
   */
  public record Effect(
      Metric metric, Optional<Long> before, Optional<Long> atEnd, Optional<Long> after) {}

  public boolean isUnderWay() {
    return end.isEmpty();
  }
}
