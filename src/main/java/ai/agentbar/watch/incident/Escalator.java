package ai.agentbar.watch.incident;

import ai.agentbar.watch.delivery.Deliveries;
import ai.agentbar.watch.incident.Escalating.Escalation;
import ai.agentbar.watch.playbook.Team;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells people that a clock of an incident runs out. */
@Component
class Escalator {

  private final Deliveries deliveries;

  Escalator(Deliveries deliveries) {
    this.deliveries = deliveries;
  }

  /** The messages are rows of the caller's transaction. */
  void tell(Incident incident, Escalation escalation) {}

  static String names(Escalation escalation) {
    return escalation.teams().stream().map(Team::name).collect(Collectors.joining(", "));
  }
}
