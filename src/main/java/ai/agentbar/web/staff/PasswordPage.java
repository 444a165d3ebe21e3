package ai.agentbar.web.staff;

import ai.agentbar.staff.LoginName;
import ai.agentbar.staff.PasswordChange;
import ai.agentbar.staff.Passwords;
import ai.agentbar.staff.Weakness;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a one-time link opens: its person sets a password. */
@Controller
class PasswordPage {

  private final Passwords passwords;

  PasswordPage(Passwords passwords) {
    this.passwords = passwords;
  }

  @GetMapping("/staff/password")
  String show(
      @RequestParam(defaultValue = "") String token, Model model, HttpServletResponse response) {
    return shown(token, model, response);
  }

  @PostMapping("/staff/password")
  String set(
      @RequestParam String token,
      @RequestParam String password,
      Model model,
      HttpServletResponse response) {
    return switch (passwords.setByLink(token, password)) {
      case PasswordChange.Done _ -> "redirect:/staff/login?said=password";
      case PasswordChange.Weak(Set<Weakness> weaknesses) -> {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("weaknesses", weaknesses);
        yield shown(token, model, response);
      }
      case PasswordChange.Wrong _, PasswordChange.TooMany _, PasswordChange.LinkGone _ ->
          shown("", model, response);
    };
  }

  private String shown(String token, Model model, HttpServletResponse response) {
    StaffPages.keepSecret(response);
    Optional<LoginName> login = passwords.ofLink(token);
    if (login.isEmpty()) {
      response.setStatus(HttpStatus.GONE.value());
      model.addAttribute("gone", true);
    } else {
      model.addAttribute("login", login.get().text());
      model.addAttribute("token", token);
    }
    return "staff/password";
  }
}
