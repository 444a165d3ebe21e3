package ai.agentbar.web.console.playbook;

import ai.agentbar.watch.alert.Alert;
import ai.agentbar.watch.alert.Alerts;
import ai.agentbar.watch.alert.Hindsight;
import ai.agentbar.watch.alert.Retrospect;
import ai.agentbar.watch.playbook.Playbook;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.Retuning;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.web.console.Area;
import ai.agentbar.web.console.MissingException;
import ai.agentbar.web.console.Words;
import ai.agentbar.web.console.playbook.HindsightView.Asked;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** One rule: what, who, action, and when it would have fired, also with other numbers. */
@Controller
class RulePage {

  private final Playbooks playbooks;
  private final Alerts alerts;
  private final Hindsight hindsight;

  RulePage(Playbooks playbooks, Alerts alerts, Hindsight hindsight) {
    this.playbooks = playbooks;
    this.alerts = alerts;
    this.hindsight = hindsight;
  }

  @GetMapping("/playbook/rules/{id}")
  String show(
      @PathVariable String id,
      @RequestParam(defaultValue = "24h") String over,
      @RequestParam(defaultValue = "") String limit,
      @RequestParam(name = "for", defaultValue = "") String sustained,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    Playbook playbook = playbooks.current();
    Alert alert =
        alerts.measured().stream()
            .filter(it -> it.rule().id().equals(id))
            .findFirst()
            .orElseThrow(() -> new MissingException("rule", Area.PLAYBOOK));
    Asked asked =
        new Asked(
            alert.rule(), HindsightView.OVERS.contains(over) ? over : "24h", limit, sustained);
    model.addAttribute("view", RuleView.of(alert, playbook, words));
    model.addAttribute("hindsight", look(asked, playbook, words));
    return "console/rule";
  }

  private HindsightView look(Asked asked, Playbook playbook, Words words) {
    Rule rule = asked.rule();
    return switch (Retuning.of(rule, asked.limit(), asked.sustained())) {
      case Retuning.Refused(String field, _) -> HindsightView.refused(asked, field, words);
      case Retuning.Tuned(Rule tuned) -> {
        boolean same = tuned.equals(rule);
        List<Retrospect> looked =
            hindsight.look(
                Stream.of(rule, tuned)
                    .limit(same ? 1 : 2)
                    .map(
                        it ->
                            new Hindsight.Question(
                                it, playbook.busyHours(), Hindsight.over(asked.over())))
                    .toList());
        Retrospect inForce = looked.getFirst();
        yield HindsightView.of(
            asked,
            new HindsightView.Looked(
                inForce,
                same ? Optional.empty() : Optional.of(looked.getLast()),
                alerts.firings(rule.id(), inForce.from(), inForce.to())),
            words);
      }
    };
  }
}
