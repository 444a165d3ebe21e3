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
import ai.agentbar.testing.Http;
import ai.agentbar.testing.Http.Answer;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.testing.Staffing;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The staff API as its callers meet it. */
@RoomTest
class StaffApiTest {

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Passwords passwords;
  @Autowired Logins logins;
  @Autowired ApiKeys keys;
  @Autowired JdbcClient jdbc;
  @Autowired MovableClock clock;

  private Http http;
  private Staffing staffing;
  private String[] lead = {};

  @BeforeEach
  void aTechLead() {
    http = new Http("http://127.0.0.1:" + port);
    staffing = new Staffing(people, passwords, logins);
    for (String table :
        List.of(
            "staff_session",
            "staff_link",
            "staff_role",
            "staff_attempt",
            "staff_key",
            "staff_person")) {
      jdbc.sql("delete from " + table).update();
    }
    lead = session(staffing.hire("lead", Role.TECH_LEAD));
  }

  @Test
  void a_person_is_made_sets_a_password_and_is_let_in() {
    Answer made =
        http.post(
            "/api/staff/people",
            """
            {"login": "budi", "name": "Budi Santoso", "roles": ["OPS", "cs"], "reason": "new"}
            """,
            lead);

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Cache-Control")).contains("no-store");
    assertThat(made.json().path("person").path("roles").toString()).isEqualTo("[\"OPS\",\"CS\"]");
    assertThat(made.json().path("person").path("has_password").asBoolean()).isFalse();
    String link = made.json().path("link").asString();
    assertThat(link).startsWith("http://localhost/staff/password?token=");
    passwords.setByLink(link.replaceAll(".*token=", ""), Staffing.PASSWORD);

    Answer in =
        http.post(
            "/api/staff/session",
            """
            {"login": "budi", "password": "%s"}
            """
                .formatted(Staffing.PASSWORD));
    assertThat(in.status()).isEqualTo(200);
    assertThat(in.json().path("actor").asString()).isEqualTo("person:budi");
    assertThat(in.header("Set-Cookie")).startsWith("agentbar=").contains("HttpOnly");
    assertThat(logins(http.get("/api/staff/people", lead))).containsExactly("budi", "lead");
    assertThat(audited())
        .startsWith(
            "person:budi LOGGED_IN person budi",
            "person:budi PASSWORD_CHANGED person budi",
            "person:lead PERSON_CREATED person budi");
  }

  @Test
  void what_is_wrong_with_a_person_is_named_field_by_field() {
    Answer refused =
        http.post("/api/staff/people", "{\"login\": \"9x\", \"roles\": [\"BOSS\"]}", lead);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("errors").findValuesAsString("field"))
        .containsExactlyInAnyOrder("login", "name", "roles");
    assertThat(http.post("/api/staff/people", "{", lead).status()).isEqualTo(400);
    assertThat(http.post("/api/staff/people", "{\"is_admin\": true}", lead).status())
        .isEqualTo(422);
  }

  @Test
  void roles_change_with_the_next_request_of_a_session_that_stands() {
    LoginName budi = staffing.hire("budi", Role.CS);
    String[] his = session(budi);
    assertThat(http.post("/api/staff/people/lead/reset", "{}", his).status()).isEqualTo(403);

    Answer changed = http.put("/api/staff/people/budi/roles", "{\"roles\": [\"TECH_LEAD\"]}", lead);

    assertThat(changed.status()).isEqualTo(200);
    assertThat(http.post("/api/staff/people/lead/reset", "{}", his).status()).isEqualTo(200);
    assertThat(audited())
        .startsWith(
            "person:budi PASSWORD_RESET person lead", "person:lead ROLES_CHANGED person budi");
  }

  @Test
  void whoever_is_disabled_is_out_and_the_last_lead_stays() {
    String[] his = session(staffing.hire("budi", Role.DEVOPS));

    assertThat(http.post("/api/staff/people/budi/disable", "{\"reason\": \"left\"}", lead).status())
        .isEqualTo(200);
    assertThat(http.get("/api/staff/session", his).status()).isEqualTo(401);
    assertThat(http.post("/api/staff/people/budi/enable", "{}", lead).status()).isEqualTo(200);
    assertThat(http.post("/api/staff/people/lead/disable", "{}", lead).status()).isEqualTo(409);
    assertThat(http.post("/api/staff/people/nobody/disable", "{}", lead).status()).isEqualTo(404);
    assertThat(audited())
        .startsWith(
            "person:lead PERSON_ENABLED person budi", "person:lead PERSON_DISABLED person budi");
  }

  @Test
  void cs_sees_everything_of_staff_and_changes_nothing() {
    String[] cs = session(staffing.hire("citra", Role.CS));
    long before = entries();

    for (String path :
        List.of(
            "/api/staff/people",
            "/api/staff/keys",
            "/api/staff/session",
            "/api/watch/audit",
            "/api/watch/audit/verification")) {
      assertThat(http.get(path, cs).status()).as(path).isEqualTo(200);
    }
    assertThat(http.post("/api/staff/people", "{}", cs).status()).isEqualTo(403);
    assertThat(http.put("/api/staff/people/lead/roles", "{}", cs).status()).isEqualTo(403);
    assertThat(http.post("/api/staff/people/lead/disable", "{}", cs).status()).isEqualTo(403);
    assertThat(http.post("/api/staff/people/lead/enable", "{}", cs).status()).isEqualTo(403);
    assertThat(http.post("/api/staff/people/lead/reset", "{}", cs).status()).isEqualTo(403);
    assertThat(http.post("/api/staff/keys", "{}", cs).status()).isEqualTo(403);
    assertThat(http.delete("/api/staff/keys/grafana", cs).status()).isEqualTo(403);
    assertThat(http.post("/api/watch/audit", "{}", cs).status()).isEqualTo(404);
    assertThat(entries()).isEqualTo(before);
  }

  @Test
  void a_session_without_the_pages_token_changes_nothing() {
    String[] cookieOnly = {lead[0], lead[1]};

    Answer refused = http.post("/api/staff/people/lead/reset", "{}", cookieOnly);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json().path("detail").asString()).contains("X-CSRF-TOKEN");
    assertThat(http.get("/api/staff/people", cookieOnly).status()).isEqualTo(200);
  }

  @Test
  void a_key_is_shown_once_and_works_until_it_is_revoked() {
    Answer made =
        http.post("/api/staff/keys", "{\"name\": \"grafana\", \"rights\": [\"SEE\"]}", lead);
    assertThat(made.status()).isEqualTo(201);
    String[] key = {"Authorization", "Bearer " + made.json().path("secret").asString()};

    assertThat(http.get("/api/staff/session", key).json().path("actor").asString())
        .isEqualTo("key:grafana");
    assertThat(http.get("/metrics", key).status()).isEqualTo(200);
    assertThat(http.get("/health", key).text()).contains("PostgreSQL");
    assertThat(http.get("/api/staff/keys", lead).text())
        .contains("grafana", "last_used_at")
        .doesNotContain(key[1].substring("Bearer ".length()));
    assertThat(http.post("/api/staff/people", "{}", key).status()).isEqualTo(403);
    assertThat(http.put("/api/staff/password", "{}", key).status()).isEqualTo(409);

    assertThat(http.delete("/api/staff/keys/grafana?reason=lost", lead).status()).isEqualTo(200);
    Answer refused = http.get("/metrics", key);
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.json().path("detail").asString()).isEqualTo("This key was revoked.");
    assertThat(audited())
        .startsWith("person:lead KEY_REVOKED key grafana", "person:lead KEY_CREATED key grafana");
  }

  @Test
  void a_foreign_key_is_a_problem_and_an_administering_one_is_not_made() {
    Answer foreign = http.get("/metrics", "Authorization", "Bearer SB-Mid-server-x");
    assertThat(foreign.status()).isEqualTo(401);
    assertThat(foreign.header("Content-Type")).isEqualTo("application/problem+json");

    assertThat(
            http.post("/api/staff/keys", "{\"name\": \"root\", \"rights\": [\"ADMINISTER\"]}", lead)
                .status())
        .isEqualTo(422);
    assertThat(
            http.post(
                    "/api/staff/keys",
                    """
                    {"name": "late", "rights": ["SEE"], "expires_at": "2020-01-01T00:00:00Z"}
                    """,
                    lead)
                .status())
        .isEqualTo(409);
  }

  @Test
  void a_password_is_exchanged_by_whoever_knows_it_and_logs_them_out() {
    String weak = "{\"before\": \"%s\", \"after\": \"lead\"}".formatted(Staffing.PASSWORD);
    assertThat(http.put("/api/staff/password", weak, lead).json().path("errors").toString())
        .contains("fewer than 12 characters", "contains the login");
    assertThat(
            http.put(
                    "/api/staff/password",
                    "{\"before\": \"wrong\", \"after\": \"soto ayam lamongan\"}",
                    lead)
                .status())
        .isEqualTo(422);

    Answer done =
        http.put(
            "/api/staff/password",
            "{\"before\": \"%s\", \"after\": \"soto ayam lamongan\"}".formatted(Staffing.PASSWORD),
            lead);

    assertThat(done.status()).isEqualTo(204);
    assertThat(http.get("/api/staff/session", lead).status()).isEqualTo(401);
  }

  @Test
  void guessing_is_answered_429_with_the_time_to_wait() {
    String guess = "{\"login\": \"nobody\", \"password\": \"x\"}";
    jdbc.sql(
            """
            insert into staff_attempt (subject, started_at, tries)
            values (encode(sha256(convert_to('login:nobody', 'UTF8')), 'hex'), :now, 100)
            """)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();

    Answer refused = http.post("/api/staff/session", guess);

    assertThat(refused.status()).isEqualTo(429);
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(800, 901);
    clock.move(Duration.ofMinutes(16));
    assertThat(http.post("/api/staff/session", guess).status()).isEqualTo(401);
  }

  @Test
  void orders_from_one_address_are_limited_and_notifications_never() {
    String[] elsewhere = {"X-Forwarded-For", "198.51.100.7"};
    for (int i = 0; i < 60; i++) {
      assertThat(http.post("/api/orders", "{}", elsewhere).status()).isEqualTo(422);
    }

    Answer refused = http.post("/api/orders", "{}", elsewhere);

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("Retry-After")).isEqualTo("1");
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(http.post("/api/orders/231126AAAAAA/pay", "", elsewhere).status()).isEqualTo(429);
    assertThat(http.post("/o/some-token/pay", "", elsewhere).status()).isEqualTo(429);
    assertThat(http.get("/api/orders/231126AAAAAA", elsewhere).status()).isEqualTo(404);
    assertThat(http.post("/api/orders", "{}", "X-Forwarded-For", "198.51.100.8").status())
        .isEqualTo(422);
    for (int i = 0; i < 70; i++) {
      assertThat(http.post("/api/webhooks/midtrans", "{}", elsewhere).status()).isEqualTo(400);
      assertThat(http.post("/api/orders", "{}").status()).isEqualTo(422);
    }
  }

  @Test
  void a_key_is_limited_by_itself_and_shops_with_a_key_are_not_by_address() {
    KeyChange made =
        keys.create(new NewKey(new KeyName("shop"), Set.of(Right.SEE), Optional.empty()), BECAUSE);
    String[] key = {
      "Authorization",
      "Bearer " + ((KeyChange.Created) made).secret().reveal(),
      "X-Forwarded-For",
      "198.51.100.9"
    };
    for (int i = 0; i < 600; i++) {
      int status = http.post("/api/orders", "{}", key).status();
      if (status != 422) {
        assertThat(status).as("order %d", i).isEqualTo(422);
      }
    }

    assertThat(http.get("/metrics", key).status()).isEqualTo(429);
  }

  @Test
  void the_audit_log_is_read_by_page_and_actor_and_found_whole() {
    staffing.hire("budi", Role.CS);
    JsonNode page = http.get("/api/watch/audit?limit=1", lead).json();
    assertThat(page.path("entries").size()).isEqualTo(1);
    assertThat(page.path("entries").path(0).path("event").asString()).isEqualTo("PASSWORD_CHANGED");
    JsonNode next =
        http.get("/api/watch/audit?limit=1&before=" + page.path("next_before").asLong(), lead)
            .json();
    assertThat(next.path("entries").path(0).path("event").asString()).isEqualTo("PERSON_CREATED");
    assertThat(
            http.get("/api/watch/audit?actor=person:budi&subject=person%20budi", lead)
                .json()
                .path("entries"))
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it.path("actor").asString()).isEqualTo("person:budi"));
    assertThat(http.get("/api/watch/audit?limit=9999", lead).status()).isEqualTo(422);

    JsonNode found = http.get("/api/watch/audit/verification", lead).json();
    assertThat(found.path("whole").asBoolean()).isTrue();
    assertThat(found.path("entries").asLong()).isEqualTo(entries());
  }

  private String[] session(LoginName login) {
    String cookie = staffing.cookie(login);
    JsonNode csrf = http.get("/api/staff/session", "Cookie", cookie).json().path("csrf");
    return new String[] {
      "Cookie", cookie, csrf.path("header").asString(), csrf.path("token").asString()
    };
  }

  private static List<String> logins(Answer answer) {
    List<String> logins = new ArrayList<>();
    answer.json().path("people").forEach(it -> logins.add(it.path("login").asString()));
    return logins;
  }

  private long entries() {
    return jdbc.sql("select number from staff_audit_head").query(Long.class).single();
  }

  private List<String> audited() {
    return jdbc.sql(
            """
            select actor || ' ' || event || ' ' || subject as line
            from staff_audit
            order by number desc
            limit 5
            """)
        .query((row, _) -> row.getString("line"))
        .list();
  }
}
