package ai.agentbar.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Who may call what: the one table, read from the top, the first line that fits counts. What no
 * line names nobody may call.
 */
final class AccessRules {

  /**
   * One line of the table.
   *
   * @param method null for every method
   */
  record Rule(@Nullable HttpMethod method, String pattern, Access access) {

    private boolean fits(HttpServletRequest request) {
      return fitsMethod(request.getMethod())
          && PathPatternRequestMatcher.pathPattern(pattern).matches(request);
    }

    private boolean fits(HttpMethod asked, PathContainer path) {
      return fitsMethod(asked.name())
          && PathPatternParser.defaultInstance.parse(pattern).matches(path);
    }

    private boolean fitsMethod(String asked) {
      return method == null
          || method.name().equals(asked)
          || (method.equals(HttpMethod.GET) && asked.equals(HttpMethod.HEAD.name()));
    }
  }

  static final List<Rule> TABLE =
      List.of(
          // The merchant's shop, Midtrans and WhatsApp; they prove themselves otherwise.
          any("/api/orders/**", Access.PUBLIC),
          any("/api/webhooks/**", Access.PUBLIC),
          any("/o/**", Access.BUYER_TOKEN),

          // What a machine may know without a name, and what every page is made of.
          get("/health/**", Access.PUBLIC),
          get("/metrics", Access.METRICS),
          any("/error", Access.PUBLIC),
          get("/webjars/**", Access.PUBLIC),
          get("/console/**", Access.PUBLIC),
          get("/checkout/**", Access.PUBLIC),
          get("/docs/**", Access.PUBLIC),
          get("/swagger-ui/**", Access.PUBLIC),

          // The way in and out.
          get("/staff/login", Access.PUBLIC),
          post("/staff/login", Access.OWN_FORM),
          get("/staff/first", Access.PUBLIC),
          post("/staff/first", Access.OWN_FORM),
          get("/staff/password", Access.PUBLIC),
          post("/staff/password", Access.OWN_FORM),
          post("/staff/logout", Access.SEE),
          // Only as JSON, which no foreign page can send unasked.
          post("/api/staff/session", Access.PUBLIC),
          get("/api/staff/session", Access.SEE),
          delete("/api/staff/session", Access.SEE),
          put("/api/staff/password", Access.SEE),

          // People and keys.
          get("/api/staff/**", Access.SEE),
          any("/api/staff/people/**", Access.ADMINISTER),
          any("/api/staff/keys/**", Access.ADMINISTER),

          // The watch.
          get("/api/watch/**", Access.SEE),
          post("/api/watch/alerts/*/acknowledge", Access.ACKNOWLEDGE),
          post("/api/watch/alerts/*/comments", Access.ACKNOWLEDGE),
          any("/api/watch/alerts/*/steps/*", Access.ACKNOWLEDGE),
          post("/api/watch/incidents/*/acknowledge", Access.ACKNOWLEDGE),
          post("/api/watch/incidents/*/comments", Access.ACKNOWLEDGE),
          any("/api/watch/silences/**", Access.OPERATE),
          any("/api/watch/incidents/**", Access.OPERATE),
          any("/api/watch/runbook/**", Access.OPERATE),
          post("/api/watch/orders/*/ask", Access.OPERATE),
          post("/api/watch/outbox/*/resend", Access.OPERATE),
          post("/api/watch/outbox/*/followed-up", Access.OPERATE),
          any("/api/watch/checklists/**", Access.OPERATE),
          any("/api/watch/playbook/**", Access.TUNE),

          // The pages.
          get("/", Access.SEE),
          get("/live/**", Access.SEE),
          get("/boards/**", Access.SEE),
          get("/preferences", Access.PUBLIC),
          get("/orders/*/ask", Access.OPERATE),
          get("/orders/**", Access.SEE),
          post("/orders/**", Access.OPERATE),
          get("/outbox/*/resend", Access.OPERATE),
          get("/outbox/*/followed-up", Access.OPERATE),
          get("/outbox/requeue", Access.OPERATE),
          get("/outbox/**", Access.SEE),
          post("/outbox/**", Access.OPERATE),
          get("/inbox/replay", Access.OPERATE),
          get("/inbox/reverify", Access.OPERATE),
          get("/inbox/*/*/replay", Access.OPERATE),
          get("/inbox/**", Access.SEE),
          post("/inbox/**", Access.OPERATE),
          get("/jobs/**", Access.SEE),
          get("/alerts/*/actions/*", Access.OPERATE),
          post("/alerts/*/acknowledge", Access.ACKNOWLEDGE),
          post("/alerts/*/comments", Access.ACKNOWLEDGE),
          post("/alerts/*/steps/*", Access.ACKNOWLEDGE),
          // Where the link in an alert's message leads.
          get("/alerts/**", Access.SEE),
          post("/alerts/**", Access.OPERATE),
          post("/incidents/*/acknowledge", Access.ACKNOWLEDGE),
          post("/incidents/*/comments", Access.ACKNOWLEDGE),
          get("/incidents/**", Access.SEE),
          post("/incidents/**", Access.OPERATE),
          get("/checklists/**", Access.SEE),
          post("/checklists/**", Access.OPERATE),
          get("/silences/**", Access.SEE),
          post("/silences/**", Access.OPERATE),
          // The text of the file may hold addresses.
          get("/playbook/check", Access.TUNE),
          get("/playbook/file", Access.TUNE),
          get("/playbook/**", Access.SEE),
          post("/playbook/**", Access.TUNE),
          any("/people/**", Access.ADMINISTER),
          any("/keys/**", Access.ADMINISTER),
          get("/audit/**", Access.SEE),
          // Everybody's own.
          get("/account", Access.SEE),
          post("/account/**", Access.SEE),
          get("/setup/**", Access.SEE),
          post("/setup/**", Access.OPERATE));

  private AccessRules() {}

  /** The line that counts for a request; none means that nobody may. */
  static Optional<Rule> find(HttpServletRequest request) {
    return TABLE.stream().filter(it -> it.fits(request)).findFirst();
  }

  /** The line that would count for a request of that kind. */
  static Optional<Rule> find(HttpMethod method, String path) {
    PathContainer parsed = PathContainer.parsePath(path);
    return TABLE.stream().filter(it -> it.fits(method, parsed)).findFirst();
  }

  private static Rule any(String pattern, Access access) {
    return new Rule(null, pattern, access);
  }

  private static Rule get(String pattern, Access access) {
    return new Rule(HttpMethod.GET, pattern, access);
  }

  private static Rule post(String pattern, Access access) {
    return new Rule(HttpMethod.POST, pattern, access);
  }

  private static Rule put(String pattern, Access access) {
    return new Rule(HttpMethod.PUT, pattern, access);
  }

  private static Rule delete(String pattern, Access access) {
    return new Rule(HttpMethod.DELETE, pattern, access);
  }
}
