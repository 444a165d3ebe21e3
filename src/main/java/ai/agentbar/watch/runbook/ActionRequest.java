package ai.agentbar.watch.runbook;

import ai.agentbar.kernel.Actor;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.playbook.ActionName;
import java.util.Optional;

/**
 * The wish that an action be run.
 *
 * @param firing the firing it is an answer to, if it is one
 * @param reason why; nobody acts without one
 */
public record ActionRequest(
    ActionName action, Optional<FiringId> firing, Actor actor, String reason) {

  public ActionRequest {
    reason = new Because(actor, reason).reason();
  }

  public ActionRequest(ActionName action, Optional<FiringId> firing, Because because) {
    this(action, firing, because.actor(), because.reason());
  }
}
