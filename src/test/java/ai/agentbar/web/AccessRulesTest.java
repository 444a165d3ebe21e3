package ai.agentbar.web;

import static ai.agentbar.testing.Staffing.BECAUSE;
import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.staff.ApiKeys;
import ai.agentbar.staff.KeyChange;
import ai.agentbar.staff.KeyName;
import ai.agentbar.staff.LoginName;
import ai.agentbar.staff.Logins;
import ai.agentbar.staff.NewKey;
import ai.agentbar.staff.Passwords;
import ai.agentbar.staff.People;
import ai.agentbar.staff.Right;
import ai.agentbar.staff.Role;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.testing.Staffing;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** Every endpoint of the program, and everybody, through the real filters. */
@RoomTest
class AccessRulesTest {

  private record Endpoint(String method, String path) {}

  @Autowired List<RequestMappingInfoHandlerMapping> mappings;
  @Autowired FilterChainProxy security;
  @Autowired People people;
  @Autowired Passwords passwords;
  @Autowired Logins logins;
  @Autowired ApiKeys keys;

  @Test
  void every_endpoint_stands_in_the_table() {
    assertThat(endpoints())
        .contains(
            new Endpoint("POST", "/api/orders"),
            new Endpoint("GET", "/live"),
            new Endpoint("GET", "/metrics"),
            new Endpoint("POST", "/api/staff/people"),
            new Endpoint("GET", "/health"))
        .allSatisfy(
            it ->
                assertThat(AccessRules.find(request(it)))
                    .as("no line of AccessRules names %s", it)
                    .isPresent());
  }

  @Test
  void everybody_reaches_what_the_table_says_and_nothing_else() {
    assertReaches("nobody", Set.of(), _ -> {});

    Staffing staffing = new Staffing(people, passwords, logins);
    staffing.hire("stays-lead", Role.TECH_LEAD);
    LoginName walker = staffing.hire("walker", Role.CS);
    String cookie = staffing.cookie(walker);
    for (Role role : Role.values()) {
      // The session stands; what it may do changes with the next request.
      people.changeRoles(walker, Set.of(role), BECAUSE);
      assertReaches(role.name(), role.rights(), it -> it.setCookies(cookie(cookie)));
    }
    for (Right right : Set.of(Right.SEE, Right.ACKNOWLEDGE, Right.OPERATE, Right.TUNE)) {
      String key = key(right);
      assertReaches(
          "a key to " + right,
          EnumSet.of(Right.SEE, right),
          it -> it.addHeader("Authorization", "Bearer " + key));
    }
  }

  @Test
  void no_form_is_taken_from_a_page_that_is_not_ours_however_much_its_sender_may() {
    Staffing staffing = new Staffing(people, passwords, logins);
    String cookie = staffing.cookie(staffing.hire("forged-lead", Role.TECH_LEAD));
    List<Endpoint> changing =
        endpoints().stream()
            .filter(it -> !Set.of("GET", "HEAD", "OPTIONS").contains(it.method()))
            .filter(AccessRulesTest::countsACookie)
            .toList();

    assertThat(changing)
        .contains(
            new Endpoint("POST", "/people"),
            new Endpoint("POST", "/staff/login"),
            new Endpoint("POST", "/api/staff/people"),
            new Endpoint("POST", "/account/password"))
        .allSatisfy(
            it -> {
              for (String token : new String[] {"", masked("x".repeat(43))}) {
                MockHttpServletRequest request = request(it);
                request.setCookies(cookie(cookie));
                request.addHeader(CsrfTokens.HEADER, token);
                assertThat(statusOf(request)).as("%s with '%s'", it, token).isEqualTo(403);
              }
            });
  }

  @Test
  void whoever_must_log_in_first_is_led_to_a_page_that_can_be_shown() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (Endpoint form : endpoints()) {
      if (form.method().equals("POST")
          && !form.path().startsWith("/api/")
          && AccessRules.find(request(form)).orElseThrow().access() instanceof Access.Needs) {
        String next = nextOf(form);
        if (!isShown(next)) {
          wrong.add(form + " leads to " + next);
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(nextOf(new Endpoint("POST", "/setup/check"))).isEqualTo("/setup");
    assertThat(nextOf(new Endpoint("POST", "/alerts/7/acknowledge"))).isEqualTo("/alerts/7");
  }

  private String nextOf(Endpoint form) throws IOException, ServletException {
    MockHttpServletRequest asked = request(form);
    asked.addHeader("Accept", "text/html");
    MockHttpServletResponse answer = new MockHttpServletResponse();
    security.doFilter(asked, answer, (_, _) -> answer.setStatus(200));
    String login = String.valueOf(answer.getHeader("Location"));
    return URLDecoder.decode(login.replace("/staff/login?next=", ""), StandardCharsets.UTF_8);
  }

  private boolean isShown(String path) throws Exception {
    for (RequestMappingInfoHandlerMapping mapping : mappings) {
      MockHttpServletRequest asked = request(new Endpoint("GET", path));
      ServletRequestPathUtils.parseAndCache(asked);
      try {
        if (mapping.getHandler(asked) != null) {
          return true;
        }
      } catch (HttpRequestMethodNotSupportedException _) {
        return false;
      }
    }
    return false;
  }

  @Test
  void the_metrics_are_open_only_where_a_setting_says_so() {
    MockHttpServletRequest asked = request(new Endpoint("GET", "/metrics"));

    assertThat(new Authorization(false).allows(asked, null)).isFalse();
    assertThat(new Authorization(true).allows(asked, null)).isTrue();
  }

  @Test
  void whoever_sees_only_reaches_nothing_that_changes_anything_but_themselves() {
    Set<String> changing = new TreeSet<>();
    for (Endpoint endpoint : endpoints()) {
      boolean safe = Set.of("GET", "HEAD", "OPTIONS").contains(endpoint.method());
      if (!safe
          && AccessRules.find(request(endpoint)).orElseThrow().access()
              instanceof Access.Needs(Right right)
          && Role.CS.rights().contains(right)) {
        changing.add(endpoint.method() + " " + endpoint.path());
      }
    }

    assertThat(changing)
        .containsExactly(
            "DELETE /api/staff/session",
            "POST /account/password",
            "POST /account/sessions/end",
            "POST /staff/logout",
            "PUT /api/staff/password");
  }

  /** The contract between the rooms, whether their endpoints are here yet or not. */
  @ParameterizedTest
  @CsvSource({
    "GET, /api/watch/alerts, SEE",
    "GET, /api/watch/alerts/7, SEE",
    "HEAD, /api/watch/alerts, SEE",
    "POST, /api/watch/alerts/7/acknowledge, ACKNOWLEDGE",
    "POST, /api/watch/alerts/7/comments, ACKNOWLEDGE",
    "POST, /api/watch/alerts/7/steps/2, ACKNOWLEDGE",
    "DELETE, /api/watch/alerts/7/steps/2, ACKNOWLEDGE",
    "POST, /api/watch/silences, OPERATE",
    "DELETE, /api/watch/silences/7, OPERATE",
    "POST, /api/watch/incidents/7/acknowledge, ACKNOWLEDGE",
    "POST, /api/watch/incidents/7/comments, ACKNOWLEDGE",
    "POST, /api/watch/incidents/7/steps/2, OPERATE",
    "PUT, /api/watch/incidents/7/postmortem, OPERATE",
    "POST, /api/watch/runbook/actions/requeue_failed, OPERATE",
    "POST, /api/watch/outbox/7/resend, OPERATE",
    "POST, /api/watch/outbox/7/followed-up, OPERATE",
    "GET, /outbox/7/followed-up, OPERATE",
    "POST, /outbox/7/followed-up, OPERATE",
    "POST, /api/watch/checklists/2026-11-23/pagi/signature, OPERATE",
    "GET, /api/watch/playbook, SEE",
    "PUT, /api/watch/playbook, TUNE",
    "POST, /api/watch/playbook/reload, TUNE",
    "GET, /api/watch/audit, SEE",
    "POST, /api/watch/audit, NOBODY",
    "DELETE, /api/watch/audit, NOBODY",
    "POST, /api/watch/alerts/7, NOBODY",
    "GET, /api/staff/people, SEE",
    "POST, /api/staff/people, ADMINISTER",
    "PUT, /api/staff/people/ayu/roles, ADMINISTER",
    "DELETE, /api/staff/keys/grafana, ADMINISTER",
    "POST, /api/staff/keys, ADMINISTER",
    "GET, /boards, SEE",
    "GET, /boards/payments, SEE",
    "GET, /live/boards/payments, SEE",
    "GET, /inbox/2026-11-23/7/replay, OPERATE",
    "POST, /inbox/2026-11-23/7/replay, OPERATE",
    "GET, /alerts/7, SEE",
    "GET, /alerts/7/actions/restart_worker, OPERATE",
    "POST, /alerts/7/actions/restart_worker, OPERATE",
    "POST, /alerts/7/acknowledge, ACKNOWLEDGE",
    "POST, /alerts/7/steps/2, ACKNOWLEDGE",
    "POST, /alerts/7/silence, OPERATE",
    "GET, /incidents/7/post-mortem.md, SEE",
    "POST, /incidents/7/comments, ACKNOWLEDGE",
    "POST, /incidents/7/resolve, OPERATE",
    "GET, /checklists/7, SEE",
    "POST, /checklists/7/sign, OPERATE",
    "GET, /silences, SEE",
    "POST, /silences, OPERATE",
    "POST, /silences/7/end, OPERATE",
    "GET, /playbook, SEE",
    "GET, /playbook/rules/no_webhook, SEE",
    "GET, /playbook/check, TUNE",
    "GET, /playbook/file, TUNE",
    "POST, /playbook/check, TUNE",
    "POST, /playbook/check/file, TUNE",
    "GET, /people, ADMINISTER",
    "POST, /people, ADMINISTER",
    "POST, /people/ayu/disable, ADMINISTER",
    "GET, /keys, ADMINISTER",
    "POST, /keys/grafana/revoke, ADMINISTER",
    "GET, /audit, SEE",
    "GET, /audit/entries.csv, SEE",
    "GET, /audit/verification, SEE",
    "POST, /audit, NOBODY",
    "GET, /account, SEE",
    "GET, /setup, SEE",
    "POST, /setup/check, OPERATE",
    "POST, /setup/team, OPERATE",
    "GET, /anything/else, NOBODY",
    "POST, /, NOBODY"
  })
  void a_path_needs_this_right(String method, String path, String right) {
    Optional<Access> access =
        AccessRules.find(request(new Endpoint(method, path))).map(AccessRules.Rule::access);

    assertThat(access.map(it -> it instanceof Access.Needs(Right needed) ? needed.name() : "?"))
        .isEqualTo(right.equals("NOBODY") ? Optional.empty() : Optional.of(right));
  }

  private void assertReaches(
      String who, Set<Right> rights, Consumer<MockHttpServletRequest> proof) {
    List<String> wrong = new ArrayList<>();
    for (Endpoint endpoint : endpoints()) {
      MockHttpServletRequest request = request(endpoint);
      proof.accept(request);
      Access access = AccessRules.find(request).orElseThrow().access();
      boolean expected =
          switch (access) {
            case Access.Public _, Access.BuyerToken _, Access.OwnForm _ -> true;
            case Access.Metrics(Right right) -> rights.contains(right);
            case Access.Needs(Right right) -> rights.contains(right);
          };
      if (reaches(request) != expected) {
        wrong.add("%s %s: expected %s".formatted(who, endpoint, expected));
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** Whether it comes through to the handlers; they are not called. */
  private boolean reaches(MockHttpServletRequest request) {
    AtomicBoolean through = new AtomicBoolean();
    try {
      withCsrfToken(request);
      security.doFilter(request, new MockHttpServletResponse(), (_, _) -> through.set(true));
    } catch (IOException | ServletException failure) {
      throw new IllegalStateException(failure);
    }
    return through.get();
  }

  /** Elsewhere a token in the address or a proof in the body counts, and no cookie. */
  private static boolean countsACookie(Endpoint endpoint) {
    return switch (AccessRules.find(request(endpoint)).orElseThrow().access()) {
      case Access.Needs _, Access.OwnForm _ -> true;
      case Access.Public _, Access.BuyerToken _, Access.Metrics _ -> false;
    };
  }

  private int statusOf(MockHttpServletRequest request) {
    MockHttpServletResponse response = new MockHttpServletResponse();
    try {
      security.doFilter(request, response, (_, _) -> response.setStatus(200));
    } catch (IOException | ServletException failure) {
      throw new IllegalStateException(failure);
    }
    return response.getStatus();
  }

  /** As a page of ours would: of the session, or of the cookie for forms. */
  private static void withCsrfToken(MockHttpServletRequest request) {
    List<Cookie> cookies = new ArrayList<>();
    if (request.getCookies() != null) {
      cookies.addAll(List.of(request.getCookies()));
    }
    cookies.add(new Cookie("agentbar-form", "of-this-browser"));
    request.setCookies(cookies.toArray(Cookie[]::new));
    String secret = cookies.getFirst().getValue();
    request.addHeader(CsrfTokens.HEADER, masked(CsrfTokens.tokenOf(secret)));
  }

  /** The form that goes out: as many random bytes, and the token mixed with them; here zeros. */
  private static String masked(String token) {
    byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[bytes.length * 2];
    System.arraycopy(bytes, 0, out, bytes.length, bytes.length);
    return Base64.getUrlEncoder().encodeToString(out);
  }

  private Collection<Endpoint> endpoints() {
    Set<Endpoint> all = new LinkedHashSet<>();
    for (RequestMappingInfoHandlerMapping mapping : mappings) {
      mapping.getHandlerMethods().keySet().forEach(info -> all.addAll(endpoints(info)));
    }
    return all;
  }

  private static List<Endpoint> endpoints(RequestMappingInfo info) {
    List<Endpoint> all = new ArrayList<>();
    for (String pattern : info.getPatternValues()) {
      String path = pattern.replaceAll("\\{\\*?[^}]+}", "x").replace("**", "x");
      Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
      if (methods.isEmpty()) {
        all.add(new Endpoint("GET", path));
      }
      methods.forEach(it -> all.add(new Endpoint(it.name(), path)));
    }
    return all;
  }

  private static MockHttpServletRequest request(Endpoint endpoint) {
    MockHttpServletRequest request = new MockHttpServletRequest(endpoint.method(), endpoint.path());
    request.setServletPath(endpoint.path());
    return request;
  }

  private static Cookie cookie(String text) {
    int equals = text.indexOf('=');
    return new Cookie(text.substring(0, equals), text.substring(equals + 1));
  }

  private String key(Right right) {
    KeyName name = new KeyName("walker-" + right.name().toLowerCase(Locale.ROOT));
    KeyChange made = keys.create(new NewKey(name, Set.of(right), Optional.empty()), BECAUSE);
    return ((KeyChange.Created) made).secret().reveal();
  }
}
