package ai.agentbar.web.console.incident;

import ai.agentbar.watch.incident.Incident;
import ai.agentbar.watch.incident.IncidentId;
import ai.agentbar.watch.incident.Incidents;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.web.console.Words;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The incidents: those that are open, then the others page by page. */
@Controller
class IncidentsPage {

  static final int PAGE_ROWS = 25;

  private final Incidents incidents;
  private final Playbooks playbooks;

  IncidentsPage(Incidents incidents, Playbooks playbooks) {
    this.incidents = incidents;
    this.playbooks = playbooks;
  }

  @GetMapping("/incidents")
  String list(
      @RequestParam(defaultValue = "") String before,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    boolean first = !before.matches("[1-9]\\d{0,17}");
    List<Incident> page =
        first
            ? incidents.list(PAGE_ROWS + 1)
            : incidents.listBefore(new IncidentId(Long.parseLong(before)), PAGE_ROWS + 1);
    List<Incident> open = first ? incidents.open() : List.of();
    model.addAttribute("view", IncidentsView.of(open, page, first, playbooks.current(), words));
    return "console/incidents";
  }
}
