package ai.agentbar.web.console.silence;

import ai.agentbar.watch.alert.Alerts;
import ai.agentbar.watch.alert.PastSilence;
import ai.agentbar.watch.alert.SilenceId;
import ai.agentbar.watch.alert.Silences;
import ai.agentbar.watch.alert.Silencing;
import ai.agentbar.web.CurrentActor;
import ai.agentbar.web.console.Words;
import ai.agentbar.web.console.silence.SilencesView.Form;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Which rules nobody is told of; one begins and ends here. */
@Controller
@RequestMapping("/silences")
class SilencesPage {

  private static final int ROWS = 30;
  private static final Duration OFFERED = Duration.ofMinutes(30);

  private final Silences silences;
  private final Alerts alerts;
  private final InstantSource clock;

  SilencesPage(Silences silences, Alerts alerts, InstantSource clock) {
    this.silences = silences;
    this.alerts = alerts;
    this.clock = clock;
  }

  @GetMapping
  String list(
      @RequestParam(defaultValue = "") String before,
      @RequestParam(defaultValue = "") String rule,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    LocalDateTime until =
        LocalDateTime.ofInstant(clock.instant().plus(OFFERED), words.reader().zone())
            .truncatedTo(ChronoUnit.MINUTES);
    return shown(before, new Form(rule, "", until.toString(), Map.of()), words, model);
  }

  @PostMapping
  String begin(
      @RequestParam(defaultValue = "") String rule,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "") String until,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    Optional<Instant> moment = moment(until, words);
    if (moment.isEmpty()) {
      String why = words.say("silence.until.unreadable");
      return shown("", new Form(rule, reason, until, Map.of("until", why)), words, model);
    }
    return switch (silences.begin(rule, CurrentActor.get(), reason, moment.get())) {
      case Silencing.Begun _ -> "redirect:/silences?done=silenced";
      case Silencing.Refused(String field, String why) ->
          shown(
              "",
              new Form(rule, reason, until, Map.of(field, why(field, why, words))),
              words,
              model);
    };
  }

  @PostMapping("/{id:\\d{1,18}}/end")
  String end(@PathVariable long id) {
    boolean ended = id > 0 && silences.end(new SilenceId(id), CurrentActor.get());
    return "redirect:/silences?done=" + (ended ? "silence-ended" : "silence-ended-before");
  }

  private String shown(String before, Form form, Words words, Model model) {
    boolean first = !before.matches("[1-9]\\d{0,17}");
    List<PastSilence> past =
        first
            ? silences.past(ROWS)
            : silences.pastBefore(new SilenceId(Long.parseLong(before)), ROWS);
    String older = past.size() < ROWS ? "" : past.getLast().silence().id().toString();
    SilencesView.Asked asked =
        new SilencesView.Asked(
            first ? silences.standing() : List.of(), past, alerts.all(), first, older);
    model.addAttribute("view", SilencesView.of(asked, form, clock.instant(), words));
    return "console/silences";
  }

  private static String why(String field, String why, Words words) {
    return field.equals("rule") ? words.say("silence.rule.unknown") : words.because(why);
  }

  /** As a browser's field for a moment gives it, by the reader's clock. */
  private static Optional<Instant> moment(String until, Words words) {
    try {
      return Optional.of(LocalDateTime.parse(until).atZone(words.reader().zone()).toInstant());
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }
}
