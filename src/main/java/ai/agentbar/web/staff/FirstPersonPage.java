package ai.agentbar.web.staff;

import ai.agentbar.staff.DisplayName;
import ai.agentbar.staff.FirstPerson;
import ai.agentbar.staff.LoginName;
import ai.agentbar.staff.NewPerson;
import ai.agentbar.staff.PasswordChange;
import ai.agentbar.staff.Role;
import ai.agentbar.staff.StaffLanguage;
import ai.agentbar.staff.Weakness;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the first start's link opens: the first person makes themselves, as TECH_LEAD. */
@Controller
class FirstPersonPage {

  private final FirstPerson first;

  FirstPersonPage(FirstPerson first) {
    this.first = first;
  }

  @GetMapping("/staff/first")
  String show(
      @RequestParam(defaultValue = "") String token, Model model, HttpServletResponse response) {
    return first.isOpen(token) ? shown(token, model, response) : gone(model, response);
  }

  @PostMapping("/staff/first")
  String create(
      @RequestParam String token,
      @RequestParam String login,
      @RequestParam String name,
      @RequestParam String password,
      Locale language,
      Model model,
      HttpServletResponse response) {
    model.addAttribute("login", login);
    model.addAttribute("name", name);
    Optional<NewPerson> person = person(login, name, language);
    if (person.isEmpty()) {
      model.addAttribute("unfit", true);
      return refused(token, model, response);
    }
    return switch (first.create(token, person.get(), password)) {
      case PasswordChange.Done _ -> "redirect:/staff/login?said=password&next=/setup";
      case PasswordChange.Weak(Set<Weakness> weaknesses) -> {
        model.addAttribute("weaknesses", weaknesses);
        yield refused(token, model, response);
      }
      case PasswordChange.Wrong _, PasswordChange.TooMany _, PasswordChange.LinkGone _ ->
          gone(model, response);
    };
  }

  private static Optional<NewPerson> person(String login, String name, Locale language) {
    try {
      return LoginName.parse(login)
          .map(
              it ->
                  new NewPerson(
                      it,
                      new DisplayName(name),
                      StaffLanguage.of(language),
                      Set.of(Role.TECH_LEAD)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static String refused(String token, Model model, HttpServletResponse response) {
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    return shown(token, model, response);
  }

  private static String shown(String token, Model model, HttpServletResponse response) {
    StaffPages.keepSecret(response);
    model.addAttribute("token", token);
    return "staff/first";
  }

  private static String gone(Model model, HttpServletResponse response) {
    response.setStatus(HttpStatus.GONE.value());
    StaffPages.keepSecret(response);
    model.addAttribute("gone", true);
    return "staff/first";
  }
}
