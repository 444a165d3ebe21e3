package ai.agentbar.web.console.action;

import ai.agentbar.watch.alert.Alerts;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.playbook.ActionName;
import ai.agentbar.web.console.Area;
import ai.agentbar.web.console.Choices;
import ai.agentbar.web.console.MissingException;
import ai.agentbar.web.console.Words;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What is done about one alert: any action of the runbook, remembered as an answer to it. */
@Controller
class AlertActionPage {

  private final Pressing pressing;
  private final Alerts alerts;

  AlertActionPage(Pressing pressing, Alerts alerts) {
    this.pressing = pressing;
    this.alerts = alerts;
  }

  @GetMapping("/alerts/{firing:\\d{1,18}}/actions/{action}")
  String preview(
      @PathVariable long firing,
      @PathVariable String action,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    return pressing.preview(target(firing, action), words, model);
  }

  @PostMapping("/alerts/{firing:\\d{1,18}}/actions/{action}")
  String press(
      @PathVariable long firing,
      @PathVariable String action,
      @RequestParam(defaultValue = "") String reason,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    return pressing.press(target(firing, action), reason, words, model);
  }

  private Target target(long firing, String action) {
    FiringId id = find(firing).orElseThrow(() -> new MissingException("alert", Area.ALERTS));
    return Choices.chosen(ActionName.class, action)
        .map(it -> Target.of(it, id))
        .orElseThrow(() -> new MissingException("action", Area.ALERTS));
  }

  private Optional<FiringId> find(long firing) {
    return firing < 1 ? Optional.empty() : alerts.firing(new FiringId(firing)).map(it -> it.id());
  }
}
