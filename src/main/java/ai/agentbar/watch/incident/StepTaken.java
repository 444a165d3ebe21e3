package ai.agentbar.watch.incident;

import ai.agentbar.kernel.Actor;
import java.time.Instant;

/** A step of an incident that is behind it. */
public record StepTaken(IncidentStep step, Way way, Actor actor, Instant at) {

  /** Whether it was done or skipped, and what was said about it. */
  public record Way(boolean skipped, String note) {}
}
