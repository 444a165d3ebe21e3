package ai.agentbar.watch.incident;

import ai.agentbar.kernel.Actor;
import ai.agentbar.watch.alert.Alerts;
import ai.agentbar.watch.incident.Incident.Member;
import org.springframework.stereotype.Component;

/**
 * Acknowledges an incident and its alerts. One after the other, since whoever changes an alert
 * locks the alert before its incident, and here it is the other way round.
 */
@Component
class Acknowledging {

  private final IncidentDeeds deeds;
  private final Alerts alerts;

  Acknowledging(IncidentDeeds deeds, Alerts alerts) {
    this.deeds = deeds;
    this.alerts = alerts;
  }

  IncidentChange acknowledge(IncidentId id, Actor actor, String note) {
    IncidentChange change = deeds.acknowledge(id, actor, note);
    if (change instanceof IncidentChange.Done(Incident incident)) {
      incident.firing().stream()
          .map(Member::firing)
          .forEach(firing -> alerts.acknowledge(firing, actor, note));
    }
    return change;
  }
}
