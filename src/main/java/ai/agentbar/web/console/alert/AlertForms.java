package ai.agentbar.web.console.alert;

import ai.agentbar.watch.alert.Alerts;
import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.alert.SilenceId;
import ai.agentbar.watch.alert.Silences;
import ai.agentbar.watch.alert.Silencing;
import ai.agentbar.watch.incident.Incident;
import ai.agentbar.watch.incident.IncidentChange;
import ai.agentbar.watch.incident.Incidents;
import ai.agentbar.watch.playbook.Step;
import ai.agentbar.watch.runbook.Ticks;
import ai.agentbar.web.CurrentActor;
import ai.agentbar.web.console.Words;
import ai.agentbar.web.console.alert.AlertView.Refusal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What people do about a firing; what is refused comes back as it was typed. */
@Controller
@RequestMapping("/alerts/{firing:\\d{1,18}}")
class AlertForms {

  private static final String SILENCE = "silence";
  private static final String COMMENTS = "comments";

  private final Alerts alerts;
  private final Silences silences;
  private final Incidents incidents;
  private final Ticks ticks;
  private final AlertPage page;
  private final InstantSource clock;

  AlertForms(
      Alerts alerts,
      Silences silences,
      Incidents incidents,
      Ticks ticks,
      AlertPage page,
      InstantSource clock) {
    this.alerts = alerts;
    this.silences = silences;
    this.incidents = incidents;
    this.ticks = ticks;
    this.page = page;
    this.clock = clock;
  }

  /** Once is enough: whoever comes second sees who was first. */
  @PostMapping("/acknowledge")
  String acknowledge(@PathVariable long firing, @RequestParam(defaultValue = "") String note) {
    boolean taken = alerts.acknowledge(find(firing).id(), CurrentActor.get(), note.strip());
    return done(firing, taken ? "acknowledged" : "acknowledged-before");
  }

  @PostMapping("/silence")
  String silence(
      @PathVariable long firing,
      @RequestParam(defaultValue = "") String minutes,
      @RequestParam(defaultValue = "") String reason,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    Firing found = find(firing);
    if (!minutes.matches("[1-9]\\d{0,5}")) {
      String why = words.say("alert.silence.no-minutes");
      return page.shown(firing, new Refusal(SILENCE, minutes, reason, why), words, model);
    }
    Duration length = Duration.ofMinutes(Long.parseLong(minutes));
    return switch (silences.begin(
        found.ruleId(), CurrentActor.get(), reason, clock.instant().plus(length))) {
      case Silencing.Begun _ -> done(firing, "silenced");
      case Silencing.Refused(_, String why) ->
          page.shown(
              firing, new Refusal(SILENCE, minutes, reason, words.because(why)), words, model);
    };
  }

  @PostMapping("/silence/end")
  String speak(@PathVariable long firing, @RequestParam(defaultValue = "") String silence) {
    find(firing);
    if (silence.matches("[1-9]\\d{0,17}")) {
      silences.end(new SilenceId(Long.parseLong(silence)), CurrentActor.get());
    }
    return done(firing, "silence-ended");
  }

  /** The number is the step's own in the playbook in force; a page may be older than that. */
  @PostMapping("/steps/{number:[1-9]\\d?}")
  String tick(@PathVariable long firing, @PathVariable int number, @RequestParam boolean done) {
    Firing found = find(firing);
    Step.Manual step = ticks.find(found, number).orElseThrow(AlertPage::missing);
    boolean changed =
        done
            ? ticks.tick(found, step, CurrentActor.get())
            : ticks.untick(found, step, CurrentActor.get());
    return done(firing, changed ? (done ? "ticked" : "unticked") : "ticked-before");
  }

  @PostMapping("/comments")
  String comment(
      @PathVariable long firing,
      @RequestParam(defaultValue = "") String text,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    Incident incident = incidents.ofFiring(find(firing).id()).orElseThrow(AlertPage::missing);
    if (text.isBlank()) {
      String why = words.say("incident.say-it");
      return page.shown(firing, new Refusal(COMMENTS, "", "", why), words, model);
    }
    return switch (incidents.comment(incident.id(), CurrentActor.get(), text)) {
      case IncidentChange.Done _ -> done(firing, "commented");
      case IncidentChange.Refused(String why) ->
          page.shown(firing, new Refusal(COMMENTS, "", text, words.because(why)), words, model);
      case IncidentChange.Unknown _ -> throw AlertPage.missing();
    };
  }

  private Firing find(long firing) {
    return Optional.of(firing)
        .filter(it -> it > 0)
        .flatMap(it -> alerts.firing(new FiringId(it)))
        .orElseThrow(AlertPage::missing);
  }

  private static String done(long firing, String word) {
    return "redirect:/alerts/%d?done=%s".formatted(firing, word);
  }
}
