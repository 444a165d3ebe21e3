package ai.agentbar.web.console.incident;

import ai.agentbar.web.console.Badge;
import ai.agentbar.web.console.Moment;
import java.util.List;

/**
 * What every page shows of an incident, in one language.
 *
 * @param sentence how it stands
 * @param story oldest first
 * @param leftOut how much more happened than the story tells, or empty
 */
public record IncidentBrief(
    long id,
    String severity,
    Badge state,
    String sentence,
    List<ClockView> clocks,
    List<StepView> steps,
    List<Moment> story,
    String leftOut) {

  /** One clock: which, how much is left of it, and when it is due. */
  public record ClockView(String name, Badge left, String due) {}

  /**
   * One step of an incident.
   *
   * @param more who did it, when, and what was said about it, or empty
   */
  public record StepView(String name, String about, Badge state, String more) {}
}
