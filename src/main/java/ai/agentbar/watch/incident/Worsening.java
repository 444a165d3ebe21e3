package ai.agentbar.watch.incident;

import ai.agentbar.watch.playbook.Severity;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/**
 * Makes an incident worse. Whoever took it on took on less than it is now: it waits for somebody
 * again, with the clocks of its new severity, and people are called when those run out.
 */
@Component
class Worsening {

  private final IncidentTable incidents;
  private final StepTable steps;
  private final IncidentTerms terms;
  private final IncidentLog log;
  private final InstantSource clock;

  Worsening(
      IncidentTable incidents,
      StepTable steps,
      IncidentTerms terms,
      IncidentLog log,
      InstantSource clock) {
    this.incidents = incidents;
    this.steps = steps;
    this.terms = terms;
    this.log = log;
    this.clock = clock;
  }

  /**
   * @param told what made it worse; stands in the timeline before the fall of the acknowledgement
   */
  void to(Severity severity, Incident incident, IncidentEvent told) {
    Terms.Due due = terms.of(severity).worse(incident, clock.instant());
    incidents.setSeverity(incident.id(), severity, due);
    log.tell(told);
    if (incident.course().acknowledged().isPresent()) {
      incidents.dropAcknowledgement(incident.id());
      steps.forgetAcknowledgeTold(incident);
      log.tell(new IncidentEvent.AcknowledgementFell(incident.id(), severity));
    }
  }
}
