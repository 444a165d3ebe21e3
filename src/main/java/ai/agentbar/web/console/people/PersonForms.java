package ai.agentbar.web.console.people;

import ai.agentbar.kernel.Email;
import ai.agentbar.staff.Because;
import ai.agentbar.staff.OneTimeLink;
import ai.agentbar.staff.People;
import ai.agentbar.staff.Person;
import ai.agentbar.staff.Role;
import ai.agentbar.staff.StaffChange;
import ai.agentbar.web.console.Typed;
import ai.agentbar.web.console.Words;
import ai.agentbar.web.console.people.PersonView.Refusal;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What whoever may administer does to a person; what is refused says why. */
@Controller
@RequestMapping("/people/{login}")
class PersonForms {

  /** A form that was sent: whose person, what was typed, and the word that says it was done. */
  private record Sent(Person person, Typed typed, String form, String done) {}

  private final People people;
  private final PersonPage page;

  PersonForms(People people, PersonPage page) {
    this.people = people;
    this.page = page;
  }

  @PostMapping("/roles")
  String changeRoles(
      @PathVariable String login,
      @RequestParam MultiValueMap<String, String> fields,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    Sent sent = sent(login, fields, "roles", "roles-changed");
    Set<Role> roles = Set.copyOf(sent.typed().chosen("roles", Role.class));
    return done(sent, it -> people.changeRoles(sent.person().login(), roles, it), words, model);
  }

  @PostMapping("/email")
  String changeEmail(
      @PathVariable String login,
      @RequestParam MultiValueMap<String, String> fields,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    Sent sent = sent(login, fields, "email", "email-changed");
    Optional<Optional<Email>> email = NewPersonForm.email(sent.typed());
    return email.isEmpty()
        ? refused(sent, words.say("people.unfit.email"), words, model)
        : done(
            sent, it -> people.changeEmail(sent.person().login(), email.get(), it), words, model);
  }

  @PostMapping("/link")
  String reset(
      @PathVariable String login,
      @RequestParam MultiValueMap<String, String> fields,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    Sent sent = sent(login, fields, "link", "");
    return done(sent, it -> people.reset(sent.person().login(), it), words, model);
  }

  @PostMapping("/disable")
  String disable(
      @PathVariable String login,
      @RequestParam MultiValueMap<String, String> fields,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    Sent sent = sent(login, fields, "disable", "person-disabled");
    return done(sent, it -> people.disable(sent.person().login(), it), words, model);
  }

  @PostMapping("/enable")
  String enable(
      @PathVariable String login,
      @RequestParam MultiValueMap<String, String> fields,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    Sent sent = sent(login, fields, "enable", "person-enabled");
    return done(sent, it -> people.enable(sent.person().login(), it), words, model);
  }

  @PostMapping("/sessions/end")
  String endSessions(
      @PathVariable String login,
      @RequestParam MultiValueMap<String, String> fields,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    Sent sent = sent(login, fields, "sessions", "sessions-ended");
    return done(sent, it -> people.endSessions(sent.person().login(), it), words, model);
  }

  private Sent sent(String login, MultiValueMap<String, String> fields, String form, String done) {
    return new Sent(page.find(login), new Typed(fields), form, done);
  }

  private String done(Sent sent, Function<Because, StaffChange> change, Words words, Model model) {
    Optional<Because> because = NewPersonForm.because(sent.typed());
    if (because.isEmpty()) {
      return refused(sent, words.say("people.unfit.reason"), words, model);
    }
    return switch (change.apply(because.get())) {
      case StaffChange.Done(Person person) ->
          "redirect:/people/%s?done=%s".formatted(person.login(), sent.done());
      case StaffChange.Linked(Person person, OneTimeLink link) ->
          PeoplePage.linked(person, link, words, model);
      case StaffChange.Refused(String why) -> refused(sent, words.because(why), words, model);
      case StaffChange.Unknown _ -> throw PersonPage.missing();
    };
  }

  private String refused(Sent sent, String why, Words words, Model model) {
    Refusal refusal = new Refusal(sent.form(), sent.typed().text("reason"), why);
    return page.shown(sent.person(), refusal, words, model);
  }
}
