package ai.agentbar.watch.alert;

import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Wording;
import java.time.Duration;
import java.util.Optional;

/**
 * One rule and how it stands.
 *
 * @param value the number judged last: a count, or seconds for a silence
 * @param limit its limit in the same unit
 * @param firing the firing that goes on, if one does
 */
public record Alert(
    Rule rule, AlertState state, long value, long limit, Wording reason, Optional<Firing> firing) {

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

  /** A number of this rule as people read it. */
  public static String text(Rule rule, long number) {
    return switch (rule) {
      case Rule.Silence _ -> Words.of(Duration.ofSeconds(number));
      case Rule.Growth _, Rule.Spike _ -> Long.toString(number);
    };
  }
}
