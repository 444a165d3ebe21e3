package ai.agentbar.web;

import ai.agentbar.kernel.Secret;
import ai.agentbar.staff.StaffSettings;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * The cookies of staff: the session, before there is one what ties a form to its browser, and what
 * goes with a person to their identity provider and back. No script reads them and no foreign
 * page's form brings them; under https they go over https only, and no neighbouring host can set
 * them.
 */
@Component
public class SessionCookies {

  private static final int LENGTH_MAX = 128;

  /** What goes with a person to their identity provider and back is longer, and soon over. */
  private static final int ERRAND_LENGTH_MAX = 2_000;

  private final boolean secure;
  private final Duration longest;

  SessionCookies(StaffSettings settings, @Value("${agentbar.public-url}") String publicUrl) {
    this.secure = publicUrl.startsWith("https://");
    this.longest = settings.sessionLongest();
  }

  public void write(Secret session, HttpServletResponse response) {
    set("agentbar", session.reveal(), longest, response);
  }

  public void clear(HttpServletResponse response) {
    set("agentbar", "", Duration.ZERO, response);
  }

  /** The session a browser claims. */
  public Optional<String> read(HttpServletRequest request) {
    return value("agentbar", request);
  }

  void writeForm(String token, HttpServletResponse response) {
    set("agentbar-form", token, longest, response);
  }

  Optional<String> readForm(HttpServletRequest request) {
    return value("agentbar-form", request);
  }

  public void writeErrand(String errand, Duration age, HttpServletResponse response) {
    set("agentbar-errand", errand, age, response);
  }

  public Optional<String> readErrand(HttpServletRequest request) {
    return value("agentbar-errand", ERRAND_LENGTH_MAX, request);
  }

  private Optional<String> value(String name, HttpServletRequest request) {
    return value(name, LENGTH_MAX, request);
  }

  private Optional<String> value(String name, int lengthMax, HttpServletRequest request) {
    Cookie cookie = WebUtils.getCookie(request, prefixed(name));
    return Optional.ofNullable(cookie)
        .map(Cookie::getValue)
        .filter(it -> !it.isEmpty() && it.length() <= lengthMax);
  }

  private void set(String name, String value, Duration age, HttpServletResponse response) {
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        ResponseCookie.from(prefixed(name), value)
            .path("/")
            .httpOnly(true)
            .secure(secure)
            .sameSite("Lax")
            .maxAge(age)
            .build()
            .toString());
  }

  private String prefixed(String name) {
    return secure ? "__Host-" + name : name;
  }
}
