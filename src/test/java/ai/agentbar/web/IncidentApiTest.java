package ai.agentbar.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.event.EventLog;
import ai.agentbar.kernel.Rupiah;
import ai.agentbar.staff.LoginName;
import ai.agentbar.staff.Logins;
import ai.agentbar.staff.Passwords;
import ai.agentbar.staff.People;
import ai.agentbar.staff.Role;
import ai.agentbar.testing.CommerceEvents;
import ai.agentbar.testing.Http;
import ai.agentbar.testing.Http.Answer;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.testing.Staffing;
import ai.agentbar.watch.alert.AlertEvent;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.alert.MoneyAtRisk;
import ai.agentbar.watch.incident.Incidents;
import ai.agentbar.watch.incident.PostMortems;
import ai.agentbar.watch.playbook.Severity;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Incidents and checklists over HTTP, by people who are logged in. */
@RoomTest
@Import(CommerceEvents.class)
class IncidentApiTest {

  private static final String PATH = "/api/watch/incidents";
  private static final AtomicInteger DAYS = new AtomicInteger(5_000);

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Passwords passwords;
  @Autowired Logins logins;
  @Autowired Incidents incidents;
  @Autowired CommerceEvents commerce;
  @Autowired MovableClock clock;
  @Autowired EventLog log;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;
  Staffing staffing;
  Http http;
  String[] ayu;
  long id;

  @BeforeEach
  void oneIncidentIsOpen() {
    forget();
    clock.set(RoomTest.START.plus(Duration.ofDays(DAYS.addAndGet(10))));
    commerce.settle();
    forget();
    http = new Http("http://127.0.0.1:" + port);
    staffing = new Staffing(people, passwords, logins);
    ayu = session(staffing.hire("ayu", Role.OPS));
    FiringId firing = fire();
    commerce.settle();
    id = incidents.ofFiring(firing).orElseThrow().id().number();
  }

  @AfterEach
  void nothingFires() {
    forget();
  }

  @Test
  void the_open_incidents_are_listed_and_one_is_shown_with_clocks_steps_and_timeline() {
    JsonNode listed = ask(PATH + "?open=true").json().get("incidents").get(0);
    JsonNode shown = ask(PATH + "/" + id).json();

    assertThat(listed.get("id").asLong()).isEqualTo(id);
    assertThat(listed.get("state").asString()).isEqualTo("OPEN");
    assertThat(shown.at("/incident/acknowledge_clock/overdue").asBoolean()).isFalse();
    assertThat(shown.at("/incident/acknowledge_clock/due_at").asString())
        .isEqualTo(clock.instant().plus(Duration.ofMinutes(10)).toString());
    assertThat(shown.at("/steps/0/step").asString()).isEqualTo("detect");
    assertThat(shown.get("timeline").toString()).contains("INCIDENT_OPENED", "ALERT_FIRING");
  }

  @Test
  void a_person_takes_it_through_to_its_signed_post_mortem() {
    assertThat(send("/acknowledge", "{\"note\":\"on it\"}").status()).isEqualTo(200);
    assertThat(send("/comments", "{\"text\":\"it is the key\"}").status()).isEqualTo(200);
    staffing.hire("budi", Role.OPS);
    assertThat(send("/roles", "{\"role\":\"commander\",\"login\":\"budi\"}").status())
        .isEqualTo(200);
    assertThat(send("/steps", "{\"step\":\"assess\",\"note\":\"all orders\"}").status())
        .isEqualTo(200);
    assertThat(send("/severity", "{\"severity\":\"P0\",\"reason\":\"nobody pays\"}").status())
        .isEqualTo(200);
    assertThat(send("/resolve", "{\"reason\":\"false alarm\"}").status()).isEqualTo(200);
    JsonNode shown = ask(PATH + "/" + id).json().get("incident");
    assertThat(shown.get("state").asString()).isEqualTo("RESOLVED");
    assertThat(shown.at("/roles/commander").asString()).isEqualTo("person:budi");
    assertThat(shown.at("/resolved/actor").asString()).isEqualTo("person:ayu");
    assertThat(shown.at("/post_mortem/overdue").asBoolean()).isFalse();

    assertThat(save("{\"version\":0,\"text\":\"# What happened\"}").status()).isEqualTo(200);
    Answer outdated = save("{\"version\":0,\"text\":\"# Mine\"}");
    assertThat(outdated.status()).isEqualTo(409);
    assertThat(outdated.text()).contains("Version 1 was saved meanwhile");
    Answer file = ask(PATH + "/" + id + "/post-mortem.md");
    assertThat(file.header("Content-Type")).isEqualTo("text/markdown;charset=UTF-8");
    assertThat(file.header("Content-Disposition")).contains("post-mortem-" + id + ".md");
    assertThat(file.text()).isEqualTo("# What happened");
    assertThat(send("/post-mortem/finish", "{}").status()).isEqualTo(200);
    assertThat(ask(PATH + "/" + id).json().at("/incident/post_mortem/signed_by").asString())
        .isEqualTo("person:ayu");
    assertThat(audited())
        .containsExactly(
            "INCIDENT_ACKNOWLEDGED",
            "INCIDENT_COMMENTED",
            "INCIDENT_ROLE_ASSIGNED",
            "INCIDENT_STEP_DONE",
            "INCIDENT_SEVERITY_SET",
            "INCIDENT_STEP_SKIPPED",
            "INCIDENT_STEP_SKIPPED",
            "INCIDENT_RESOLVED",
            "INCIDENT_POST_MORTEM_SAVED",
            "INCIDENT_POST_MORTEM_SIGNED");
  }

  @Test
  void what_cannot_be_is_refused_with_the_reason_and_bad_input_names_its_field() {
    Answer refused = send("/resolve", "{}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text()).contains("still fires");
    Answer unknownWord = send("/severity", "{\"severity\":\"P9\"}");
    assertThat(unknownWord.status()).isEqualTo(422);
    assertThat(unknownWord.json().get("errors").toString())
        .contains("\"severity\"", "known are [P0, P1, P2, P3]", "\"reason\"", "is missing");
    Answer unknownField = send("/comments", "{\"txt\":\"x\"}");
    assertThat(unknownField.status()).isEqualTo(422);
    assertThat(unknownField.text()).contains("txt");
    assertThat(save("{\"text\":\"x\"}").status()).isEqualTo(422);
    for (String nobody : List.of("/987654321", "/-1", "/abc")) {
      assertThat(ask(PATH + nobody).status()).isEqualTo(404);
      assertThat(ask(PATH + nobody + "/post-mortem.md").status()).isEqualTo(404);
    }
  }

  @Test
  void a_post_mortem_may_be_as_long_as_its_room_allows_and_a_body_beyond_that_is_413() {
    String longest = "# " + "m".repeat(PostMortems.TEXT_LENGTH_MAX - 2);

    assertThat(save("{\"version\":0,\"text\":\"" + longest + "\"}").status()).isEqualTo(200);
    assertThat(ask(PATH + "/" + id + "/post-mortem").json().path("text").asString())
        .isEqualTo(longest);
    assertThat(save("{\"version\":1,\"text\":\"" + longest + "m\"}").status()).isEqualTo(409);
    assertThat(save(" ".repeat(BodyLimitFilter.POST_MORTEM_LENGTH_MAX) + "{}").status())
        .isEqualTo(413);
    assertThat(send("/comments", " ".repeat(BodyLimitFilter.BODY_LENGTH_MAX) + "{}").status())
        .isEqualTo(413);
  }

  @Test
  void cs_sees_an_incident_and_changes_nothing_and_product_acknowledges_and_does_no_more() {
    String[] cs = session(staffing.hire("cici", Role.CS));
    String[] product = session(staffing.hire("putri", Role.PRODUCT));
    String path = PATH + "/" + id;

    assertThat(http.get(path, cs).status()).isEqualTo(200);
    assertThat(http.post(path + "/acknowledge", "{}", cs).status()).isEqualTo(403);
    assertThat(http.post(path + "/comments", "{\"text\":\"x\"}", cs).status()).isEqualTo(403);
    assertThat(http.post(path + "/resolve", "{\"reason\":\"x\"}", product).status()).isEqualTo(403);
    assertThat(http.put(path + "/post-mortem", "{}", product).status()).isEqualTo(403);
    assertThat(http.post(path + "/acknowledge", "{}", product).status()).isEqualTo(200);
    assertThat(http.get(path).status()).isEqualTo(401);
  }

  @Test
  void a_role_goes_to_somebody_who_works_here() {
    staffing.hire("citra", Role.OPS);
    people.disable(new LoginName("citra"), Staffing.BECAUSE);

    for (String login : List.of("nobody at all", "nobody", "citra")) {
      Answer refused = send("/roles", "{\"role\":\"commander\",\"login\":\"%s\"}".formatted(login));
      assertThat(refused.status()).as(login).isEqualTo(422);
      assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("login");
    }
    assertThat(ask(PATH + "/" + id).json().at("/incident/roles").toString())
        .doesNotContain("person:");
  }

  @Test
  void a_checklist_is_signed_by_one_of_its_teams_or_who_stands_in_for_all() {
    String[] devops = session(staffing.hire("danu", Role.DEVOPS));
    String[] lead = session(staffing.hire("lina", Role.TECH_LEAD));
    long operations = checklist("2040-02-01", "Ops");
    long leads = checklist("2040-02-02", "Tech Lead");
    long others = checklist("2040-02-03", "Kasir");

    Answer refused = http.post(signing(operations), "{\"tickets\":1}", devops);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text()).contains("one person of Ops");
    assertThat(http.post(signing(leads), "{\"tickets\":1}", ayu).status()).isEqualTo(403);
    assertThat(http.post(signing(others), "{\"tickets\":1}", devops).status()).isEqualTo(200);
    assertThat(http.post(signing(operations), "{\"tickets\":1}", lead).status()).isEqualTo(200);
  }

  private long checklist(String day, String signers) {
    return jdbc.sql(
            """
            insert into checklist (day, shift, name_id, name_en, signers, begins_at, ends_at,
                                   sign_by, filled_at)
            values (cast(:day as date), 'morning', 'Pagi', 'Morning', :signers, now(), now(),
                    now(), now())
            returning id
            """)
        .param("day", day)
        .param("signers", signers)
        .query(Long.class)
        .single();
  }

  private static String signing(long checklist) {
    return "/api/watch/checklists/%d/sign".formatted(checklist);
  }

  @Test
  void a_checklist_is_listed_shown_and_signed() {
    jdbc.sql(
            """
            insert into checklist (day, shift, name_id, name_en, signers, begins_at, ends_at,
                                   sign_by, filled_at)
            values ('2040-01-02', 'morning', 'Pagi', 'Morning', 'Ops', now(), now(), now(), now())
            """)
        .update();
    JsonNode listed = ask("/api/watch/checklists?limit=1").json().get("checklists").get(0);
    String path = "/api/watch/checklists/" + listed.get("id").asLong();

    assertThat(listed.get("day").asString()).isEqualTo("2040-01-02");
    assertThat(sendTo(path + "/sign", "{}").status()).isEqualTo(409);
    Answer unknownItem = sendTo(path + "/sign", "{\"tickets\":1,\"notes\":{\"weather\":\"fine\"}}");
    assertThat(unknownItem.status()).isEqualTo(422);
    assertThat(unknownItem.text()).contains("notes.weather", "CS_TICKETS");
    assertThat(
            sendTo(path + "/sign", "{\"tickets\":2,\"notes\":{\"cs_tickets\":\"late links\"}}")
                .status())
        .isEqualTo(200);
    assertThat(ask(path).json().get("signed_by").asString()).isEqualTo("person:ayu");
    assertThat(ask("/api/watch/checklists/987654321").status()).isEqualTo(404);
  }

  /** What ayu answers for, oldest first. */
  private List<String> audited() {
    return jdbc.sql(
            """
            select event
            from staff_audit
            where actor = 'person:ayu'
              and subject = :subject
            order by number
            limit 50
            """)
        .param("subject", "incident " + id)
        .query((row, _) -> row.getString("event"))
        .list();
  }

  private Answer ask(String path) {
    return http.get(path, ayu);
  }

  private Answer send(String deed, String body) {
    return sendTo(PATH + "/" + id + deed, body);
  }

  private Answer sendTo(String path, String body) {
    return http.post(path, body, ayu);
  }

  private Answer save(String body) {
    return http.put(PATH + "/" + id + "/post-mortem", body, ayu);
  }

  private String[] session(LoginName login) {
    String cookie = staffing.cookie(login);
    JsonNode csrf = http.get("/api/staff/session", "Cookie", cookie).json().path("csrf");
    return new String[] {
      "Cookie", cookie, csrf.path("header").asString(), csrf.path("token").asString()
    };
  }

  private FiringId fire() {
    return transaction.execute(
        _ -> {
          FiringId firing =
              new FiringId(
                  jdbc.sql(
                          """
                          insert into alert_firing (rule_id, severity, since, fired_at, value,
                                                    limit_value, reason_id, reason_en,
                                                    orders_at_risk, rupiah_at_risk)
                          values ('no_webhook', 'P1', :now, :now, 600, 600, '', '', 1, 99000)
                          returning id
                          """)
                      .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                      .query(Long.class)
                      .single());
          log.append(
              new AlertEvent.Fired(
                  firing,
                  "no_webhook",
                  Severity.P1,
                  600,
                  600,
                  new MoneyAtRisk(1, new Rupiah(99_000)),
                  "silence"));
          return firing;
        });
  }

  private void forget() {
    List.of(
            "incident_escalation",
            "incident_entry",
            "incident_step",
            "incident_post_mortem",
            "incident_firing",
            "incident",
            "alert_delivery",
            "alert_probe_result",
            "alert_firing",
            "checklist_item",
            "checklist",
            "staff_session",
            "staff_link",
            "staff_role",
            "staff_attempt",
            "staff_key",
            "staff_person")
        .forEach(table -> jdbc.sql("delete from " + table).update());
  }
}
