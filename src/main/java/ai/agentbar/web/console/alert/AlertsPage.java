package ai.agentbar.web.console.alert;

import ai.agentbar.watch.alert.Alerts;
import ai.agentbar.watch.alert.Silences;
import ai.agentbar.web.console.Words;
import java.time.InstantSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What fires, and every rule that is watched. */
@Controller
class AlertsPage {

  private final Alerts alerts;
  private final Silences silences;
  private final InstantSource clock;

  AlertsPage(Alerts alerts, Silences silences, InstantSource clock) {
    this.alerts = alerts;
    this.silences = silences;
    this.clock = clock;
  }

  @GetMapping("/alerts")
  String list(@ModelAttribute(name = "words", binding = false) Words words, Model model) {
    model.addAttribute(
        "view", AlertsView.of(alerts.measured(), silences.standing(), clock.instant(), words));
    return "console/alerts";
  }
}
