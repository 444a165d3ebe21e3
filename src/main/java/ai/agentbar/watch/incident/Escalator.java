package ai.agentbar.watch.incident;

import ai.agentbar.kernel.Wib;
import ai.agentbar.watch.delivery.Deliveries;
import ai.agentbar.watch.incident.Escalating.Escalation;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Team;
import ai.agentbar.watch.playbook.Wording;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Calls people because a clock of an incident runs out. */
@Component
class Escalator {

  private final Deliveries deliveries;
  private final Playbooks playbooks;
  private final Silenced silenced;

  Escalator(Deliveries deliveries, Playbooks playbooks, Silenced silenced) {
    this.deliveries = deliveries;
    this.playbooks = playbooks;
    this.silenced = silenced;
  }

  /**
   * Calls the teams that the playbook names, and where it names none those of the alert, about the
   * worst alert that fires and is not silenced. The messages are rows of the caller's transaction.
   *
   * @return the teams that were called, for people; empty where none was
   */
  String call(Incident incident, Escalation escalation) {
    Optional<Incident.Member> worst =
        incident.firing().stream()
            .filter(it -> !silenced.isNow(it.ruleId()))
            .min(
                Comparator.comparing(Incident.Member::severity)
                    .thenComparing(Incident.Member::joinedAt));
    return worst.stream()
        .flatMap(
            alert ->
                teams(escalation, alert).stream()
                    .filter(it -> deliveries.escalate(alert.firing(), it, why(escalation))))
        .map(Team::name)
        .collect(Collectors.joining(", "));
  }

  private List<Team> teams(Escalation escalation, Incident.Member alert) {
    return escalation.teams().isEmpty()
        ? playbooks
            .current()
            .rule(alert.ruleId())
            .map(Rule::card)
            .map(Rule.Card::receivers)
            .orElse(List.of())
        : escalation.teams();
  }

  private static Wording why(Escalation escalation) {
    boolean acknowledge = escalation.clock() == Clock.Kind.ACKNOWLEDGE;
    String dueAt = Wib.readable(escalation.dueAt());
    return new Wording(
        "Insiden %s (%s): %d %% waktu untuk %s sudah lewat; batasnya %s"
            .formatted(
                escalation.incident(),
                escalation.severity(),
                escalation.percent(),
                acknowledge ? "ditangani" : "diselesaikan",
                dueAt),
        "Incident %s (%s): %d %% of the time to %s it has passed; due %s"
            .formatted(
                escalation.incident(),
                escalation.severity(),
                escalation.percent(),
                acknowledge ? "acknowledge" : "resolve",
                dueAt));
  }
}
