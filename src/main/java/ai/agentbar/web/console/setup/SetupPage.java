package ai.agentbar.web.console.setup;

import ai.agentbar.installation.Found;
import ai.agentbar.installation.SetupChecks;
import ai.agentbar.installation.Trials;
import ai.agentbar.kernel.Email;
import ai.agentbar.kernel.Phone;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.Team;
import ai.agentbar.web.CurrentActor;
import ai.agentbar.web.console.Area;
import ai.agentbar.web.console.MissingException;
import ai.agentbar.web.console.Words;
import ai.agentbar.web.console.setup.SetupView.Tried;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How the installation stands; each press tries something and comes back with what it found. */
@Controller
class SetupPage {

  /** Most checks are done by then; the page shows the others as they come. */
  private static final Duration WAITED_MAX = Duration.ofSeconds(3);

  private final SetupChecks checks;
  private final Trials trials;
  private final Playbooks playbooks;

  SetupPage(SetupChecks checks, Trials trials, Playbooks playbooks) {
    this.checks = checks;
    this.trials = trials;
    this.playbooks = playbooks;
  }

  @GetMapping("/setup")
  String show(@ModelAttribute(name = "words", binding = false) Words words, Model model) {
    return shown("", words, model);
  }

  @PostMapping("/setup/check")
  String check() {
    boolean began = checks.run(CurrentActor.get(), WAITED_MAX);
    return "redirect:/setup?done=" + (began ? "setup-checked" : "setup-running");
  }

  @PostMapping("/setup/mail")
  String mail(
      @RequestParam(defaultValue = "") String to,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model,
      HttpServletResponse response) {
    Email address;
    try {
      address = new Email(to.strip());
    } catch (IllegalArgumentException _) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return shown(words.say("setup.mail.unfit"), words, model);
    }
    return tried("senders", trials.mail(address, CurrentActor.get()), words, model, response);
  }

  @PostMapping("/setup/whatsapp")
  String whatsApp(
      @RequestParam(defaultValue = "") String to,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model,
      HttpServletResponse response) {
    Phone phone;
    try {
      phone = new Phone(to.strip());
    } catch (IllegalArgumentException _) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return shown(words.say("setup.whatsapp.unfit"), words, model);
    }
    return tried("whatsapp", trials.whatsApp(phone, CurrentActor.get()), words, model, response);
  }

  @PostMapping("/setup/delivery")
  String delivery(
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model,
      HttpServletResponse response) {
    return tried("own-system", trials.ownSystem(CurrentActor.get()), words, model, response);
  }

  @PostMapping("/setup/team")
  String team(
      @RequestParam(defaultValue = "") String team,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model,
      HttpServletResponse response) {
    Found found =
        trials
            .team(team, CurrentActor.get())
            .orElseThrow(() -> new MissingException("team", Area.SETUP));
    return tried("teams", found, words, model, response);
  }

  /** What was tried counts at once; what was not is said in place of an older result. */
  private String tried(
      String check, Found found, Words words, Model model, HttpServletResponse response) {
    if (found.equals(Trials.TOO_MANY)) {
      response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
      return shown(found.text().in(words.reader().language()), words, model);
    }
    checks.look(check);
    return "redirect:/setup?done=setup-tried#" + check;
  }

  private String shown(String problem, Words words, Model model) {
    model.addAttribute(
        "view", SetupView.of(checks.isRunning(), checks.standings(), teams(), problem, words));
    return "console/setup";
  }

  private List<Tried> teams() {
    return playbooks.current().teams().values().stream()
        .filter(Team::isReachable)
        .sorted(Comparator.comparing(Team::id))
        .map(it -> new Tried(it.id(), it.name(), trials.lastToTeam(it.id())))
        .toList();
  }
}
