package ai.agentbar.web.staff;

import ai.agentbar.staff.LoginResult;
import ai.agentbar.staff.Logins;
import ai.agentbar.staff.Logins.Credentials;
import ai.agentbar.staff.Sessions;
import ai.agentbar.web.SessionCookies;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.regex.Pattern;
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

  private static final String HOME = "/";

  /** A path of this site: not another host's by two slashes or by a backslash. */
  private static final Pattern OWN_PATH = Pattern.compile("/(?:[A-Za-z0-9._~-][A-Za-z0-9._~/-]*)?");

  private final Logins logins;
  private final Sessions sessions;
  private final SessionCookies cookies;

  LoginPage(Logins logins, Sessions sessions, SessionCookies cookies) {
    this.logins = logins;
    this.sessions = sessions;
    this.cookies = cookies;
  }

  @GetMapping("/staff/login")
  String show(
      @RequestParam(defaultValue = HOME) String next,
      @RequestParam(defaultValue = "") String said,
      Model model,
      HttpServletResponse response) {
    model.addAttribute("said", said.equals("password") || said.equals("logout") ? said : "");
    return shown(next, model, response);
  }

  @PostMapping("/staff/login")
  String login(
      @RequestParam String login,
      @RequestParam String password,
      @RequestParam(defaultValue = HOME) String next,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    return switch (logins.login(new Credentials(login, password, request.getRemoteAddr()))) {
      case LoginResult.LoggedIn in -> {
        cookies.read(request).ifPresent(sessions::end);
        cookies.write(in.token(), response);
        yield "redirect:" + own(next);
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

  private static String refused(
      String problem, String next, Model model, HttpServletResponse response) {
    model.addAttribute("problem", problem);
    return shown(next, model, response);
  }

  private static String shown(String next, Model model, HttpServletResponse response) {
    StaffPages.keepSecret(response);
    model.addAttribute("next", own(next));
    return "staff/login";
  }

  private static String own(String next) {
    return OWN_PATH.matcher(next).matches() ? next : HOME;
  }
}
