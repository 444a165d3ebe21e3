package ai.agentbar.web.staff;

import ai.agentbar.staff.LoginResult;
import ai.agentbar.staff.Logins;
import ai.agentbar.staff.Logins.Credentials;
import ai.agentbar.staff.Sessions;
import ai.agentbar.web.OwnPath;
import ai.agentbar.web.SessionCookies;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** In and out. */
@Controller
class LoginPage {

  /** What the page may be asked to say. */
  private static final Set<String> SAID =
      Set.of("password", "logout", "stranger", "unproven", "unreachable");

  private final Logins logins;
  private final Sessions sessions;
  private final SessionCookies cookies;
  private final ProviderSettings provider;

  LoginPage(Logins logins, Sessions sessions, SessionCookies cookies, ProviderSettings provider) {
    this.logins = logins;
    this.sessions = sessions;
    this.cookies = cookies;
    this.provider = provider;
  }

  @GetMapping("/staff/login")
  String show(
      @RequestParam(defaultValue = OwnPath.HOME) String next,
      @RequestParam(defaultValue = "") String said,
      Model model,
      HttpServletResponse response) {
    model.addAttribute("said", SAID.contains(said) ? said : "");
    return shown(next, model, response);
  }

  @PostMapping("/staff/login")
  String login(
      @RequestParam String login,
      @RequestParam String password,
      @RequestParam(defaultValue = OwnPath.HOME) String next,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    return switch (logins.login(new Credentials(login, password, request.getRemoteAddr()))) {
      case LoginResult.LoggedIn in -> {
        cookies.read(request).ifPresent(sessions::end);
        cookies.write(in.token(), response);
        yield "redirect:" + OwnPath.of(next);
      }
      case LoginResult.Refused _ -> {
        response.setStatus(HttpStatus.UNAUTHORIZED.value());
        yield refused("wrong", next, model, response);
      }
      case LoginResult.TooMany(Duration retryAfter) -> {
        response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds()));
        model.addAttribute("minutes", retryAfter.plusSeconds(59).toMinutes());
        yield refused("limited", next, model, response);
      }
    };
  }

  @PostMapping("/staff/logout")
  String logout(HttpServletRequest request, HttpServletResponse response) {
    cookies.read(request).ifPresent(sessions::end);
    cookies.clear(response);
    return "redirect:/staff/login?said=logout";
  }

  private String refused(String problem, String next, Model model, HttpServletResponse response) {
    model.addAttribute("problem", problem);
    return shown(next, model, response);
  }

  private String shown(String next, Model model, HttpServletResponse response) {
    StaffPages.keepSecret(response);
    model.addAttribute("next", OwnPath.of(next));
    model.addAttribute("provider", provider.isOn());
    return "staff/login";
  }
}
