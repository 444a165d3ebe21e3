package ai.agentbar.watch.alert;

import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Wording;
import java.util.List;

/**
 * One rule and how it stands.
 *
 * @param value the number judged last: a count, or seconds for a silence
 * @param limit its limit in the same unit
 * @param told the messages of this firing, oldest first; empty while it does not fire
 */
public record Alert(
    Rule rule, AlertState state, long value, long limit, Wording reason, List<Told> told) {

  /** One message to one team over one channel, and what became of it. */
  public record Told(String team, Channel channel, DeliveryState state, int attempts) {}

  /** True also while data is missing: what fired before goes on. */
  public boolean isFiring() {
    return state.known() instanceof AlertState.Firing;
  }
}
