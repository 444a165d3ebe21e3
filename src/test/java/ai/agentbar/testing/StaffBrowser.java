package ai.agentbar.testing;

import ai.agentbar.staff.Logins;
import ai.agentbar.staff.Passwords;
import ai.agentbar.staff.People;
import ai.agentbar.staff.Role;
import ai.agentbar.testing.Http.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.springframework.context.ApplicationContext;

/** A person of staff at the console, without JavaScript: reads pages and sends their forms. */
public final class StaffBrowser {

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final Http http;
  private final String cookie;
  private final String login;

  private StaffBrowser(Http http, String login, String cookie) {
    this.http = http;
    this.login = login;
    this.cookie = cookie;
  }

  /** Somebody new with these roles, logged in. */
  public static StaffBrowser of(ApplicationContext program, int port, Role... roles) {
    Staffing staffing =
        new Staffing(
            program.getBean(People.class),
            program.getBean(Passwords.class),
            program.getBean(Logins.class));
    String login = "reader-" + NUMBER.incrementAndGet();
    return new StaffBrowser(
        new Http("http://127.0.0.1:" + port), login, staffing.cookie(staffing.hire(login, roles)));
  }

  public String login() {
    return login;
  }

  /** The session itself, for a real browser that is to be logged in as the same person. */
  public String session() {
    return cookie.substring("agentbar=".length());
  }

  public Answer get(String path) {
    return get(path, "en");
  }

  public Answer get(String path, String language) {
    return http.get(path, "Accept", "text/html", "Accept-Language", language, "Cookie", cookie);
  }

  /** The page in English. */
  public String page(String path) {
    return get(path).text();
  }

  /** Sends the form that the page of that path shows, with a reason. */
  public Answer send(String path, String reason) {
    return post(path, token(page(path)), reason);
  }

  /** Sends a form as {@link #send} does, with a token from another page or none. */
  public Answer post(String path, String csrfToken, String reason) {
    return post(path, csrfToken, Map.of("reason", reason));
  }

  /** Fills a form of the page of that path, and sends it. */
  public Answer fill(String page, String form, Map<String, String> fields) {
    return post(form, token(page(page)), fields);
  }

  private Answer post(String path, String csrfToken, Map<String, String> fields) {
    StringBuilder body = new StringBuilder("_csrf=" + encoded(csrfToken));
    fields.forEach((name, text) -> body.append("&%s=%s".formatted(name, encoded(text))));
    return http.post(
        path,
        body.toString().getBytes(StandardCharsets.UTF_8),
        "Content-Type",
        "application/x-www-form-urlencoded",
        "Accept",
        "text/html",
        "Accept-Language",
        "en",
        "Cookie",
        cookie);
  }

  public static String token(String page) {
    return CSRF.matcher(page).results().findFirst().map(it -> it.group(1)).orElse("none");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
