package ai.agentbar.web.console.account;

import ai.agentbar.kernel.Actor;
import ai.agentbar.staff.LoginName;
import ai.agentbar.staff.PasswordChange;
import ai.agentbar.staff.Passwords;
import ai.agentbar.staff.Passwords.Exchange;
import ai.agentbar.staff.People;
import ai.agentbar.staff.Person;
import ai.agentbar.staff.Sessions;
import ai.agentbar.staff.Weakness;
import ai.agentbar.web.CurrentActor;
import ai.agentbar.web.SessionCookies;
import ai.agentbar.web.console.Words;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One's own account. */
@Controller
class AccountPage {

  private static final String HERE = "redirect:/account";

  private final People people;
  private final Sessions sessions;
  private final Passwords passwords;
  private final SessionCookies cookies;

  AccountPage(People people, Sessions sessions, Passwords passwords, SessionCookies cookies) {
    this.people = people;
    this.sessions = sessions;
    this.passwords = passwords;
    this.cookies = cookies;
  }

  @GetMapping("/account")
  String show(
      HttpServletRequest request,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    return shown(List.of(), request, words, model);
  }

  @PostMapping("/account/sessions/end")
  String endOthers(HttpServletRequest request) {
    Optional<Person> person = person();
    Optional<String> token = cookies.read(request);
    if (person.isEmpty() || token.isEmpty()) {
      return HERE;
    }
    sessions.endOthers(person.get().login(), token.get());
    return HERE + "?done=sessions-ended";
  }

  /** Whoever changes it is logged out everywhere, and logs in with the new one. */
  @PostMapping("/account/password")
  String changePassword(
      @RequestParam(defaultValue = "") String before,
      @RequestParam(defaultValue = "") String after,
      HttpServletRequest request,
      HttpServletResponse response,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    Optional<LoginName> login = person().map(Person::login);
    if (login.isEmpty()) {
      return HERE;
    }
    return switch (passwords.exchange(
        new Exchange(login.get(), before, after, request.getRemoteAddr()))) {
      case PasswordChange.Done _ -> {
        cookies.clear(response);
        yield "redirect:/staff/login?said=password";
      }
      case PasswordChange.Weak(Set<Weakness> weak) ->
          shown(
              weak.stream().sorted().map(it -> words.say("weakness." + it.name())).toList(),
              request,
              words,
              model);
      case PasswordChange.TooMany(Duration wait) ->
          shown(
              List.of(words.say("account.too-many", words.reader().lasted(wait))),
              request,
              words,
              model);
      case PasswordChange.Wrong _, PasswordChange.LinkGone _ ->
          shown(List.of(words.say("account.wrong")), request, words, model);
    };
  }

  private String shown(
      List<String> problems, HttpServletRequest request, Words words, Model model) {
    person()
        .ifPresent(
            it ->
                model.addAttribute(
                    "view",
                    AccountView.of(
                        it, sessions.of(it.login(), cookies.read(request)), problems, words)));
    return "console/account";
  }

  /** Nobody, where a key asks, or whoever sits at the machine of a demo. */
  private Optional<Person> person() {
    Actor actor = CurrentActor.get();
    return actor.kind() == Actor.Kind.PERSON
        ? LoginName.parse(actor.name()).flatMap(people::find)
        : Optional.empty();
  }
}
