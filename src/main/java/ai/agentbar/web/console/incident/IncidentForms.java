package ai.agentbar.web.console.incident;

import ai.agentbar.kernel.Actor;
import ai.agentbar.watch.incident.IncidentChange;
import ai.agentbar.watch.incident.IncidentId;
import ai.agentbar.watch.incident.IncidentRole;
import ai.agentbar.watch.incident.IncidentStep;
import ai.agentbar.watch.incident.Incidents;
import ai.agentbar.watch.incident.StepTaken;
import ai.agentbar.web.CurrentActor;
import ai.agentbar.web.console.Choices;
import ai.agentbar.web.console.Words;
import ai.agentbar.web.console.incident.IncidentView.Refusal;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What people do to an incident; what is refused comes back as it was typed. */
@Controller
@RequestMapping("/incidents/{id:\\d{1,18}}")
class IncidentForms {

  /** A form, and the word that says that it was done. */
  private record Form(String name, String done) {}

  private final Incidents incidents;
  private final IncidentPage page;

  IncidentForms(Incidents incidents, IncidentPage page) {
    this.incidents = incidents;
    this.page = page;
  }

  @PostMapping("/acknowledge")
  String acknowledge(
      @PathVariable long id,
      @RequestParam(defaultValue = "") String note,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    IncidentChange change = incidents.acknowledge(number(id), CurrentActor.get(), note);
    return answer(change, id, new Form("acknowledge", "acknowledged"), note, words, model);
  }

  @PostMapping("/comments")
  String comment(
      @PathVariable long id,
      @RequestParam(defaultValue = "") String text,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    if (text.isBlank()) {
      return unsaid(id, "comments", words, model);
    }
    IncidentChange change = incidents.comment(number(id), CurrentActor.get(), text);
    return answer(change, id, new Form("comments", "commented"), text, words, model);
  }

  @PostMapping("/steps")
  String advance(
      @PathVariable long id,
      @RequestParam(defaultValue = "") String step,
      @RequestParam(defaultValue = "false") boolean skipped,
      @RequestParam(defaultValue = "") String note,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    if (skipped && note.isBlank()) {
      return unsaid(id, "steps", words, model);
    }
    IncidentStep taken =
        Choices.chosen(IncidentStep.class, step).orElseThrow(IncidentPage::missing);
    IncidentChange change =
        incidents.advance(number(id), taken, new StepTaken.Way(skipped, note), CurrentActor.get());
    Form form = new Form("steps", skipped ? "step-skipped" : "step-done");
    return answer(change, id, form, note, words, model);
  }

  @PostMapping("/roles")
  String assign(
      @PathVariable long id,
      @RequestParam(defaultValue = "") String role,
      @RequestParam(defaultValue = "") String login,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    IncidentRole given =
        Choices.chosen(IncidentRole.class, role).orElseThrow(IncidentPage::missing);
    Optional<Actor> holder = page.assignable(login);
    IncidentChange change = incidents.assign(number(id), given, holder, CurrentActor.get());
    return answer(change, id, new Form("roles", "role-given"), "", words, model);
  }

  @PostMapping("/resolve")
  String resolve(
      @PathVariable long id,
      @RequestParam(defaultValue = "") String reason,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    if (reason.isBlank()) {
      return unsaid(id, "resolve", words, model);
    }
    IncidentChange change = incidents.resolve(number(id), CurrentActor.get(), reason);
    return answer(change, id, new Form("resolve", "resolved"), reason, words, model);
  }

  @PostMapping("/reopen")
  String reopen(
      @PathVariable long id,
      @RequestParam(defaultValue = "") String reason,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    if (reason.isBlank()) {
      return unsaid(id, "reopen", words, model);
    }
    IncidentChange change = incidents.reopen(number(id), CurrentActor.get(), reason);
    return answer(change, id, new Form("reopen", "reopened"), reason, words, model);
  }

  private static IncidentId number(long id) {
    return Optional.of(id)
        .filter(it -> it > 0)
        .map(IncidentId::new)
        .orElseThrow(IncidentPage::missing);
  }

  private String unsaid(long id, String form, Words words, Model model) {
    return page.shown(id, new Refusal(form, "", words.say("incident.say-it")), words, model);
  }

  private String answer(
      IncidentChange change, long id, Form form, String typed, Words words, Model model) {
    return switch (change) {
      case IncidentChange.Done _ -> "redirect:/incidents/%d?done=%s".formatted(id, form.done());
      case IncidentChange.Refused(String why) ->
          page.shown(id, new Refusal(form.name(), typed, words.because(why)), words, model);
      case IncidentChange.Unknown _ -> throw IncidentPage.missing();
    };
  }
}
