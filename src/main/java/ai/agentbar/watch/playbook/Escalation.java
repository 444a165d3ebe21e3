package ai.agentbar.watch.playbook;

import java.time.Duration;
import java.util.List;

/**
 * Who is told too, before a clock of a severity runs out.
 *
 * @param atPercent the share of the clock that has passed by then, 1 to 100
 * @param teams never empty
 */
public record Escalation(int atPercent, List<Team> teams) {

  /** How long after its begin a clock is escalated. */
  public Duration after(Duration clock) {
    return clock.multipliedBy(atPercent).dividedBy(100);
  }
}
