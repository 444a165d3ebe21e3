package ai.agentbar.watch.alert;

import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Wording;
import java.time.Duration;
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

  /** The value as people read it: a count, or how long a silence lasts. */
  public String valueText() {
    return text(rule, value);
  }

  /** The limit as people read it. */
  public String limitText() {
    return text(rule, limit);
  }

  static String text(Rule rule, long number) {
    return switch (rule) {
      case Rule.Silence _ -> Words.of(Duration.ofSeconds(number));
      case Rule.Growth _, Rule.Spike _ -> Long.toString(number);
    };
  }
}
