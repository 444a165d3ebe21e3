package ai.agentbar.web.console.incident;

import ai.agentbar.kernel.Actor;
import ai.agentbar.watch.incident.Incident;
import ai.agentbar.watch.incident.IncidentId;
import ai.agentbar.watch.incident.IncidentStep;
import ai.agentbar.watch.incident.Incidents;
import ai.agentbar.watch.incident.StepTaken;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.web.Colleagues;
import ai.agentbar.web.console.Area;
import ai.agentbar.web.console.MissingException;
import ai.agentbar.web.console.Words;
import ai.agentbar.web.console.incident.IncidentView.Beside;
import ai.agentbar.web.console.incident.IncidentView.Refusal;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;

/** One incident with its clocks, its steps and its whole story. */
@Controller
class IncidentPage {

  private final Incidents incidents;
  private final IncidentBriefs briefs;
  private final Playbooks playbooks;
  private final Colleagues colleagues;
  private final InstantSource clock;

  IncidentPage(
      Incidents incidents,
      IncidentBriefs briefs,
      Playbooks playbooks,
      Colleagues colleagues,
      InstantSource clock) {
    this.incidents = incidents;
    this.briefs = briefs;
    this.playbooks = playbooks;
    this.colleagues = colleagues;
    this.clock = clock;
  }

  @GetMapping("/incidents/{id:\\d{1,18}}")
  String show(
      @PathVariable long id,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    return shown(id, Refusal.NONE, words, model);
  }

  /** The page, and above it why a wish was not granted. */
  String shown(long id, Refusal refusal, Words words, Model model) {
    Incident incident =
        Optional.of(id)
            .filter(it -> it > 0)
            .flatMap(it -> incidents.find(new IncidentId(it)))
            .orElseThrow(IncidentPage::missing);
    Beside beside =
        new Beside(playbooks.current(), next(incident), colleagues.all(), clock.instant());
    model.addAttribute(
        "view", IncidentView.of(incident, briefs.of(incident, words), beside, refusal, words));
    return "console/incident";
  }

  static MissingException missing() {
    return new MissingException("incident", Area.INCIDENTS);
  }

  /** Whoever of that login can have a role; nobody where it is empty. */
  Optional<Actor> assignable(String login) {
    if (login.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        colleagues.find(login).orElseThrow(() -> new MissingException("person", Area.INCIDENTS)));
  }

  /** What stands between the detection and the end; both have their own ways. */
  private Optional<IncidentStep> next(Incident incident) {
    List<IncidentStep> taken = incidents.steps(incident).stream().map(StepTaken::step).toList();
    return Stream.of(IncidentStep.values())
        .filter(it -> !taken.contains(it))
        .findFirst()
        .filter(it -> !incident.isResolved() && it.compareTo(IncidentStep.RESOLVE) < 0);
  }
}
