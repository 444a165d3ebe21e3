package ai.agentbar.watch.incident;

import ai.agentbar.kernel.Actor;
import ai.agentbar.watch.incident.Incident.Member;
import java.time.Instant;

/** The first step is the alert's, or that of the person who opens an incident again. */
final class Detected {

  private Detected() {}

  static StepTaken by(Member alert) {
    return by(Actor.SYSTEM, alert.ruleId(), alert.joinedAt());
  }

  static StepTaken by(Actor actor, String note, Instant at) {
    return new StepTaken(IncidentStep.DETECT, new StepTaken.Way(false, note), actor, at);
  }
}
