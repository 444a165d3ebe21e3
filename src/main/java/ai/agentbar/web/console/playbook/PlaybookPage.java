package ai.agentbar.web.console.playbook;

import ai.agentbar.watch.alert.Alerts;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.web.console.Words;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** The playbook in force, whole: rules with their numbers, people, hours, promises. */
@Controller
class PlaybookPage {

  private final Playbooks playbooks;
  private final Alerts alerts;

  PlaybookPage(Playbooks playbooks, Alerts alerts) {
    this.playbooks = playbooks;
    this.alerts = alerts;
  }

  @GetMapping("/playbook")
  String show(@ModelAttribute(name = "words", binding = false) Words words, Model model) {
    model.addAttribute(
        "view",
        PlaybookView.of(playbooks.inForce(), playbooks.refused(), alerts.measured(), words));
    return "console/playbook";
  }
}
