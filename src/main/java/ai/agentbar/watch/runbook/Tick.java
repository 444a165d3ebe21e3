package ai.agentbar.watch.runbook;

import ai.agentbar.kernel.Actor;
import ai.agentbar.watch.playbook.Step;
import java.time.Instant;

/**
 * Somebody did a step of a firing that only people can do.
 *
 * @param step its text in English, by which it is known
 */
public record Tick(String step, Actor actor, Instant at) {

  static Tick of(Step.Manual step, Actor actor, Instant at) {
    return new Tick(key(step), actor, at);
  }

  static String key(Step.Manual step) {
    return step.text().english();
  }

  public boolean isOf(Step.Manual other) {
    return step.equals(key(other));
  }
}
