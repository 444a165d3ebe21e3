package ai.agentbar.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.staff.LoginName;
import ai.agentbar.staff.Logins;
import ai.agentbar.staff.Passwords;
import ai.agentbar.staff.People;
import ai.agentbar.staff.Role;
import ai.agentbar.testing.Http;
import ai.agentbar.testing.Http.Answer;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.testing.Staffing;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What stands on every page, who may see it, and the way in. */
@RoomTest
class PagesTest {

  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final String FORM = "application/x-www-form-urlencoded";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Passwords passwords;
  @Autowired Logins logins;
  @Autowired JdbcClient jdbc;

  private Http http;
  private Staffing staffing;

  @BeforeEach
  void nobodyWorksHere() {
    http = new Http("http://127.0.0.1:" + port);
    staffing = new Staffing(people, passwords, logins);
    for (String table :
        List.of("staff_session", "staff_link", "staff_role", "staff_attempt", "staff_person")) {
      jdbc.sql("delete from " + table).update();
    }
  }

  @Test
  void a_missing_page_says_so_says_where_to_go_and_bears_the_label() {
    Answer missing = page("/nonsense", staffing.cookie(staffing.hire("ayu", Role.CS)));

    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.text())
        .contains("There is no such page", "href=\"/\"", ">TEST</p>")
        .doesNotContain("Exception", "at ai.agentbar");
  }

  @Test
  void nobody_sees_the_pages_and_the_metrics_without_a_name() {
    for (String path : new String[] {"/", "/nonsense", "/metrics"}) {
      Answer refused = page(path, "");
      assertThat(refused.status()).as(path).isEqualTo(302);
      assertThat(refused.header("Location"))
          .isEqualTo("/staff/login?next=" + URLEncoder.encode(path, StandardCharsets.UTF_8));
    }
    for (String path : new String[] {"/live", "/metrics", "/api/staff/people", "/api/nonsense"}) {
      Answer refused = http.get(path, "Cookie", "agentbar=made-up");
      assertThat(refused.status()).as(path).isEqualTo(401);
      assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer");
      assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
    }
  }

  @Test
  void a_button_pressed_after_the_session_is_over_leads_back_to_its_page() {
    Answer refused =
        post("/alerts/5/acknowledge", "", "note=x", "Referer", own("/alerts/5?done=comment"));

    assertThat(refused.status()).isEqualTo(302);
    assertThat(refused.header("Location"))
        .isEqualTo("/staff/login?next=" + encoded("/alerts/5?done=comment"));
    assertThat(post("/alerts/5/acknowledge", "", "").header("Location"))
        .as("no page is named")
        .isEqualTo("/staff/login?next=" + encoded("/alerts/5"));
    assertThat(
            post("/alerts/5/acknowledge", "", "", "Referer", "https://evil.example/orders")
                .header("Location"))
        .as("another site's page")
        .isEqualTo("/staff/login?next=" + encoded("/alerts/5"));
    assertThat(
            post("/orders/1/ask", "", "", "Referer", own("//evil.example/orders"))
                .header("Location"))
        .as("another site behind two slashes")
        .doesNotContain("evil");
  }

  @Test
  void a_person_lands_on_the_filtered_list_they_were_going_to() {
    staffing.hire("ayu", Role.OPS);
    String list = "/orders?state=paid&from=2026-11-23T10:00&q=a%40b.id+x";

    String login = page(list, "").header("Location");
    assertThat(login).isEqualTo("/staff/login?next=" + encoded(list));

    Answer in = submit(login, "", credentials("ayu", Staffing.PASSWORD));
    assertThat(in.header("Location")).endsWith(list);
  }

  @Test
  void a_page_that_was_open_since_before_a_login_says_so_and_leads_back() {
    LoginName ayu = staffing.hire("ayu", Role.TECH_LEAD);
    String old = tokenIn(page("/account", staffing.cookie(ayu)));
    String cookie = staffing.cookie(ayu);

    for (String language : List.of("en", "id")) {
      Answer stale =
          http.post(
              "/setup/check",
              "_csrf=" + encoded(old),
              "Content-Type",
              FORM,
              "Cookie",
              cookie,
              "Accept",
              "text/html",
              "Accept-Language",
              language,
              "Referer",
              own("/setup?x=1"));
      assertThat(stale.status()).isEqualTo(403);
      assertThat(stale.text())
          .contains("href=\"/setup?x=1\"")
          .containsAnyOf("open since before you last logged in", "sebelum Anda terakhir masuk")
          .doesNotContain("Your roles", "Peran Anda");
    }
  }

  @Test
  void a_login_form_from_before_a_logout_elsewhere_leads_back_to_the_login() {
    Answer stale =
        post(
            "/staff/login",
            "",
            credentials("ayu", "x") + "&_csrf=old",
            "Referer",
            own("/staff/login?next=%2Forders"));

    assertThat(stale.status()).isEqualTo(403);
    assertThat(stale.text())
        .contains("href=\"/staff/login?next=%2Forders\"")
        .doesNotContain("Your roles");
  }

  @Test
  void an_address_that_takes_no_page_and_a_request_nobody_can_read_do_not_blame_the_database() {
    String cookie = staffing.cookie(staffing.hire("ayu", Role.TECH_LEAD));

    Answer notThere = page("/setup/check", cookie);
    assertThat(notThere.status()).isEqualTo(405);
    assertThat(notThere.text()).contains("There is no page at this address");
    Answer unread = submit("/staff/login", "", "login=ayu");
    assertThat(unread.status()).isEqualTo(400);
    assertThat(unread.text()).contains("This request could not be read");
    assertThat(notThere.text() + unread.text()).doesNotContain("database");
  }

  @Test
  void health_is_for_everybody_and_its_details_for_those_who_may_see() {
    String cookie = staffing.cookie(staffing.hire("ayu", Role.CS));

    assertThat(http.get("/health").text())
        .isEqualTo("{\"groups\":[\"liveness\",\"readiness\"],\"status\":\"UP\"}");
    assertThat(http.get("/health/liveness").status()).isEqualTo(200);
    assertThat(http.get("/health", "Cookie", cookie).text()).contains("\"db\"", "PostgreSQL");
    assertThat(http.get("/metrics", "Cookie", cookie).text()).contains("orders_pending");
  }

  @Test
  void machines_need_no_name_for_the_shops_api_its_page_and_webhooks() {
    assertThat(http.get("/docs/openapi").status()).isEqualTo(200);
    assertThat(http.get("/api/orders/231126AAAAAA").status()).isEqualTo(404);
    assertThat(http.post("/api/webhooks/midtrans", "{}").status()).isEqualTo(400);
    assertThat(
            http.post("/api/webhooks/midtrans", "{}", "Authorization", "Bearer nonsense").status())
        .isEqualTo(400);
  }

  @Test
  void every_page_forbids_foreign_scripts_and_frames() {
    for (Answer page :
        List.of(
            page("/", staffing.cookie(staffing.hire("ayu", Role.CS))), page("/staff/login", ""))) {
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.header("Content-Security-Policy"))
          .contains("default-src 'self'", "frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(page.text()).doesNotContain("<style", "style=", "onclick=");
    }
  }

  @Test
  void every_answer_forbids_a_browser_what_no_page_of_ours_needs() {
    String cookie = staffing.cookie(staffing.hire("ayu", Role.TECH_LEAD));
    for (String path :
        List.of("/", "/people", "/o/none", "/docs/openapi", "/api/staff/session", "/nonsense")) {
      Answer answer = page(path, cookie);
      assertThat(answer.header("Content-Security-Policy"))
          .as(path)
          .containsPattern("default-src '(self|none)'")
          .contains("frame-ancestors 'none'", "form-action 'self'")
          .doesNotContain("unsafe");
      assertThat(answer.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
      assertThat(answer.header("X-Frame-Options")).as(path).isEqualTo("DENY");
      assertThat(answer.header("Permissions-Policy")).as(path).contains("camera=()");
      assertThat(answer.header("Referrer-Policy")).as(path).matches("same-origin|no-referrer");
      assertThat(answer.header("Cache-Control")).as(path).contains("no-store");
      // Under http it would be a promise nobody keeps.
      assertThat(answer.header("Strict-Transport-Security")).as(path).isEmpty();
    }
    assertThat(page("/swagger-ui/index.html", cookie).header("Content-Security-Policy"))
        .contains("style-src 'self' 'sha256-")
        .doesNotContain("unsafe");
    assertThat(page("/staff/password?token=x", "").header("Referrer-Policy"))
        .as("a token stands in the address")
        .isEqualTo("no-referrer");
  }

  @Test
  void what_is_turned_away_before_it_is_read_is_forbidden_the_same() {
    String cookie = staffing.cookie(staffing.hire("ayu", Role.TECH_LEAD));
    assertForbids("too long", 413, post("/orders/x/ask", cookie, "x".repeat(70_000)));
    assertForbids("a parameter in the path", 400, page("/orders;x=1", cookie));
    assertForbids("two slashes", 400, page("//", cookie));
    assertForbids("the wrong method", 405, page("/setup/check", cookie));
    assertForbids("an old form", 403, post("/setup/check", cookie, "_csrf=old"));
  }

  private static void assertForbids(String what, int status, Answer answer) {
    assertThat(answer.status()).as(what).isEqualTo(status);
    assertThat(answer.header("Content-Security-Policy"))
        .as(what)
        .contains("default-src 'self'", "frame-ancestors 'none'", "form-action 'self'");
    assertThat(answer.header("X-Content-Type-Options")).as(what).isEqualTo("nosniff");
    assertThat(answer.header("X-Frame-Options")).as(what).isEqualTo("DENY");
    assertThat(answer.header("Permissions-Policy")).as(what).contains("camera=()");
    assertThat(answer.header("Referrer-Policy")).as(what).isEqualTo("same-origin");
    assertThat(answer.header("Cache-Control")).as(what).contains("no-store");
    for (String header : List.of("Content-Security-Policy", "X-Frame-Options", "Cache-Control")) {
      assertThat(answer.response().headers().allValues(header)).as(what).hasSize(1);
    }
  }

  @Test
  void a_person_logs_in_lands_where_they_were_going_and_logs_out() {
    staffing.hire("ayu", Role.OPS);

    Answer in = submit("/staff/login?next=/live", "", credentials("ayu", Staffing.PASSWORD));

    assertThat(in.status()).isEqualTo(302);
    assertThat(in.header("Location")).endsWith("/live");
    String set = in.header("Set-Cookie");
    assertThat(set).startsWith("agentbar=").contains("HttpOnly", "SameSite=Lax", "Path=/");
    String cookie = set.substring(0, set.indexOf(';'));
    assertThat(page("/", cookie).status()).isEqualTo(200);

    assertThat(post("/staff/logout", cookie, "").status()).as("without a token").isEqualTo(403);
    assertThat(page("/", cookie).status()).isEqualTo(200);
    String token =
        http.get("/api/staff/session", "Cookie", cookie)
            .json()
            .path("csrf")
            .path("token")
            .asString();
    assertThat(post("/staff/logout", cookie, "_csrf=" + encoded(token)).status()).isEqualTo(302);
    assertThat(page("/", cookie).status()).isEqualTo(302);
  }

  @Test
  void a_login_never_keeps_the_session_the_browser_came_with() {
    LoginName ayu = staffing.hire("ayu", Role.OPS);
    String before = staffing.cookie(ayu);

    Answer in = submit("/staff/login", before, credentials("ayu", Staffing.PASSWORD));

    assertThat(in.status()).isEqualTo(302);
    assertThat(in.header("Set-Cookie")).doesNotContain(before);
    assertThat(page("/", before).status()).as("the old session").isEqualTo(302);
  }

  @Test
  void a_wrong_password_and_a_wrong_login_read_the_same() {
    staffing.hire("ayu", Role.OPS);
    Answer wrong = submit("/staff/login", "", credentials("ayu", "not it"));
    Answer unknown = submit("/staff/login", "", credentials("eve", "not it"));

    assertThat(wrong.status()).isEqualTo(401);
    assertThat(unknown.status()).isEqualTo(401);
    assertThat(wrong.text()).contains("Login or password is wrong.");
    assertThat(CSRF.matcher(wrong.text()).replaceAll(""))
        .isEqualTo(CSRF.matcher(unknown.text()).replaceAll(""));
    assertThat(wrong.header("Set-Cookie")).isEmpty();
  }

  @Test
  void a_login_leads_to_no_other_site() {
    for (String next : new String[] {"//evil.example", "https://evil.example", "/\\evil.example"}) {
      assertThat(page("/staff/login?next=" + encoded(next), "").text())
          .as(next)
          .contains("name=\"next\" value=\"/\"");
    }
  }

  @Test
  void the_page_speaks_the_readers_language() {
    assertThat(http.get("/staff/login", "Accept-Language", "id").text())
        .contains("lang=\"id\"", "Kata sandi");
    assertThat(page("/staff/login", "").text()).contains("lang=\"en\"", "Password");
  }

  private Answer submit(String path, String cookie, String fields) {
    Answer form = page(path, cookie);
    String token = tokenIn(form);
    String next = path.contains("next=") ? path.substring(path.indexOf("next=")) : "next=/";
    String set = form.header("Set-Cookie");
    return post(
        path.replaceAll("\\?.*", ""),
        set.isEmpty() ? cookie : set.substring(0, set.indexOf(';')),
        "%s&%s&_csrf=%s".formatted(fields, next, encoded(token)));
  }

  private Answer post(String path, String cookie, String fields, String... headers) {
    List<String> all =
        new ArrayList<>(
            List.of("Content-Type", FORM, "Accept", "text/html", "Accept-Language", "en"));
    all.addAll(List.of("Cookie", cookie));
    all.addAll(List.of(headers));
    return http.post(path, fields, all.toArray(String[]::new));
  }

  private static String tokenIn(Answer page) {
    Matcher token = CSRF.matcher(page.text());
    assertThat(token.find()).as("a form with a token").isTrue();
    return token.group(1);
  }

  private String own(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  private Answer page(String path, String cookie) {
    return http.get(
        path, "Accept", "text/html,*/*;q=0.8", "Accept-Language", "en", "Cookie", cookie);
  }

  private static String credentials(String login, String password) {
    return "login=%s&password=%s".formatted(encoded(login), encoded(password));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
