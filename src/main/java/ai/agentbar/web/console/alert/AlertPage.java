package ai.agentbar.web.console.alert;

import ai.agentbar.web.console.Area;
import ai.agentbar.web.console.MissingException;
import ai.agentbar.web.console.Words;
import ai.agentbar.web.console.alert.AlertView.Refusal;
import ai.agentbar.web.console.incident.IncidentBriefs;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;

/** One firing and what to do about it: where the link in an alert's message leads. */
@Controller
class AlertPage {

  private final AlertFile.Cabinet cabinet;
  private final IncidentBriefs incidents;

  AlertPage(AlertFile.Cabinet cabinet, IncidentBriefs incidents) {
    this.cabinet = cabinet;
    this.incidents = incidents;
  }

  @GetMapping("/alerts/{firing}")
  String show(
      @PathVariable String firing,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    if (!firing.matches("\\d{1,18}")) {
      throw missing();
    }
    return shown(Long.parseLong(firing), Refusal.NONE, words, model);
  }

  /** The page, and above it why a wish was not granted. */
  String shown(long firing, Refusal refusal, Words words, Model model) {
    AlertFile file = cabinet.open(firing).orElseThrow(AlertPage::missing);
    model.addAttribute(
        "view", AlertView.of(file, incidents.ofFiring(file.firing().id(), words), refusal, words));
    return "console/alert";
  }

  static MissingException missing() {
    return new MissingException("alert", Area.ALERTS);
  }
}
