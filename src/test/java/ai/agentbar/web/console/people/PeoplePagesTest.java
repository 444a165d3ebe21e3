package ai.agentbar.web.console.people;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.staff.LoginName;
import ai.agentbar.staff.Logins;
import ai.agentbar.staff.Passwords;
import ai.agentbar.staff.People;
import ai.agentbar.staff.Person;
import ai.agentbar.staff.Role;
import ai.agentbar.testing.Http.Answer;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.testing.StaffBrowser;
import ai.agentbar.testing.Staffing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@RoomTest
class PeoplePagesTest {

  private static final Pattern LINK = Pattern.compile("/staff/password\\?token=([\\w-]+)");
  private static final LoginName BUDI = new LoginName("budi");

  @LocalServerPort int port;
  @Autowired ApplicationContext program;
  @Autowired People people;
  @Autowired Passwords passwords;
  @Autowired Logins logins;
  @Autowired JdbcClient jdbc;
  private StaffBrowser lead;
  private Staffing staffing;

  @BeforeEach
  void onlyALead() {
    for (String table :
        List.of("staff_session", "staff_link", "staff_role", "staff_attempt", "staff_person")) {
      jdbc.sql("delete from " + table).update();
    }
    staffing = new Staffing(people, passwords, logins);
    lead = StaffBrowser.of(program, port, Role.TECH_LEAD);
  }

  @Test
  void somebody_who_joins_gets_a_link_that_is_shown_once_and_sets_their_password() {
    Answer made =
        lead.fill(
            "/people",
            "/people",
            Map.of(
                "login", "budi",
                "name", "Budi Santoso",
                "language", "en",
                "roles", "ops",
                "email", "budi@example.com",
                "reason", "night shift"));

    assertThat(made.status()).isEqualTo(200);
    assertThat(made.header("Cache-Control")).contains("no-store");
    assertThat(made.text()).contains("A link for Budi Santoso", "24 Nov 2026", "never again");
    Matcher link = LINK.matcher(made.text());
    assertThat(link.find()).isTrue();
    passwords.setByLink(link.group(1), Staffing.PASSWORD);
    assertThat(staffing.cookie(BUDI)).startsWith("agentbar=");
    assertThat(lead.page("/people/budi"))
        .contains("Budi Santoso", "Ops", "English", "budi@example.com", "End their sessions")
        .doesNotContain(link.group(1));
    assertThat(reasonOf("PERSON_CREATED")).isEqualTo("night shift");
  }

  @Test
  void what_cannot_be_accepted_comes_back_as_it_was_typed_and_makes_nobody() {
    Map<String, String> fit =
        Map.of("login", "budi", "name", "Budi", "roles", "ops", "email", "", "reason", "");
    Map<String, String> unfit =
        Map.of(
            "login", "9",
            "name", " ",
            "roles", "boss",
            "email", "nobody",
            "reason", "x".repeat(501));

    unfit.forEach(
        (field, text) -> {
          Map<String, String> typed = new HashMap<>(fit);
          typed.put(field, text);
          Answer refused = lead.fill("/people", "/people", typed);
          assertThat(refused.text()).as(field).contains("role=\"alert\"", "method=\"post\"");
          assertThat(people.find(BUDI)).as(field).isEmpty();
        });
    assertThat(
            lead.fill(
                    "/people",
                    "/people",
                    Map.of("login", lead.login(), "name", "Twin", "roles", "ops"))
                .text())
        .contains("There is a person with that login already", "value=\"Twin\"");
  }

  @Test
  void the_list_shows_roles_state_and_the_last_login() {
    staffing.cookie(staffing.hire("budi", Role.OPS, Role.CS));
    people.disable(staffing.hire("siti", Role.CS), Staffing.BECAUSE);

    assertThat(lead.page("/people"))
        .containsPattern(
            "(?s)budi</span>.*?Ops, Customer service.*?badge good\">Active.*?23 Nov 2026")
        .containsPattern("(?s)siti</span>.*?badge bad\">Disabled")
        .containsPattern(lead.login() + "</span>\\s*<span class=\"small\">you");
    assertThat(lead.get("/people", "id").text()).contains("Layanan pelanggan", "Dinonaktifkan");
  }

  @Test
  void roles_change_and_the_audit_log_has_the_reason() {
    staffing.hire("budi", Role.CS);

    Answer changed =
        lead.fill(
            "/people/budi", "/people/budi/roles", Map.of("roles", "devops", "reason", "promoted"));

    assertThat(changed.header("Location")).endsWith("/people/budi?done=roles-changed");
    assertThat(budi().roles()).containsExactly(Role.DEVOPS);
    assertThat(reasonOf("ROLES_CHANGED")).isEqualTo("promoted");
    assertThat(lead.fill("/people/budi", "/people/budi/roles", Map.of()).text())
        .contains("Choose at least one role");
    assertThat(budi().roles()).containsExactly(Role.DEVOPS);
  }

  @Test
  void the_last_who_may_administer_is_named_and_stays_whatever_is_sent() {
    String own = "/people/" + lead.login();
    assertThat(lead.page(own)).contains("Nobody else may administer", "disabled=\"disabled\"");

    assertThat(lead.fill(own, own + "/disable", Map.of()).text())
        .contains("Refused: nobody else is left who may administer");
    assertThat(lead.fill(own, own + "/roles", Map.of("roles", "ops")).text())
        .contains("Refused: nobody else is left who may administer");
    assertThat(lead.get("/people").status()).isEqualTo(200);

    staffing.hire("budi", Role.TECH_LEAD);
    assertThat(lead.page(own)).doesNotContain("Nobody else may administer");
    assertThat(lead.fill(own, own + "/roles", Map.of("roles", "ops")).status()).isEqualTo(302);
    assertThat(lead.get("/people").status()).as("a lead no more").isEqualTo(403);
  }

  @Test
  void a_new_link_is_shown_once_and_a_disabled_person_gets_none() {
    staffing.hire("budi", Role.OPS);

    Answer made = lead.fill("/people/budi", "/people/budi/link", Map.of("reason", "forgot it"));

    assertThat(made.text()).containsPattern(LINK);
    assertThat(reasonOf("PASSWORD_RESET")).isEqualTo("forgot it");
    people.disable(BUDI, Staffing.BECAUSE);
    assertThat(lead.fill("/people", "/people/budi/link", Map.of()).text())
        .contains("this person is disabled")
        .doesNotContainPattern(LINK);
  }

  @Test
  void whoever_is_disabled_is_out_and_comes_back_when_enabled() {
    StaffBrowser his = StaffBrowser.of(program, port, Role.OPS);
    String path = "/people/" + his.login();

    lead.fill(path, path + "/disable", Map.of("reason", "left"));
    assertThat(his.get("/account").status()).isEqualTo(302);
    assertThat(lead.page(path)).contains("Disabled", "Enable this person");

    assertThat(lead.fill(path, path + "/enable", Map.of()).header("Location"))
        .endsWith("?done=person-enabled");
    assertThat(his.get("/account").status()).as("the old session").isEqualTo(302);
    assertThat(staffing.cookie(new LoginName(his.login()))).isNotEmpty();
  }

  @Test
  void sessions_are_ended_and_counted_in_the_audit_log() {
    StaffBrowser his = StaffBrowser.of(program, port, Role.OPS);
    staffing.cookie(new LoginName(his.login()));
    String path = "/people/" + his.login();
    assertThat(lead.page(path)).contains("Logged in at 2 places");

    lead.fill(path, path + "/sessions/end", Map.of("reason", "a lost phone"));

    assertThat(his.get("/account").status()).isEqualTo(302);
    assertThat(reasonOf("SESSIONS_ENDED")).isEqualTo("a lost phone");
    assertThat(lead.page(path)).doesNotContain("/sessions/end");
  }

  @Test
  void an_address_belongs_to_one_person_only_and_stands_in_no_event() {
    staffing.hire("budi", Role.OPS);
    String own = "/people/" + lead.login();
    Map<String, String> address = Map.of("email", "who.is.it@example.com");

    assertThat(lead.fill("/people/budi", "/people/budi/email", address).header("Location"))
        .endsWith("?done=email-changed");
    assertThat(lead.fill(own, own + "/email", address).text())
        .contains("another person has that address");
    assertThat(lead.fill(own, own + "/email", Map.of("email", "not one")).text())
        .contains("no email address");
    assertThat(
            jdbc.sql("select count(*) from event where event::text like '%who.is.it%'")
                .query(Long.class)
                .single())
        .isZero();
    lead.fill("/people/budi", "/people/budi/email", Map.of("email", ""));
    assertThat(budi().email()).isEmpty();
  }

  @Test
  void who_may_not_administer_sees_no_people_and_sends_no_form() {
    StaffBrowser devops = StaffBrowser.of(program, port, Role.DEVOPS);

    assertThat(devops.get("/people").status()).isEqualTo(403);
    assertThat(devops.get("/people/" + lead.login()).status()).isEqualTo(403);
    assertThat(
            devops
                .fill(
                    "/account",
                    "/people/" + devops.login() + "/roles",
                    Map.of("roles", "tech_lead"))
                .status())
        .isEqualTo(403);
    assertThat(lead.get("/people/nobody").status()).isEqualTo(404);
    assertThat(lead.page("/people/nobody")).contains("There is no such person", "href=\"/people\"");
  }

  private Person budi() {
    return people.find(BUDI).orElseThrow();
  }

  private String reasonOf(String event) {
    return jdbc.sql(
            """
            select reason
            from staff_audit
            where event = :event
            order by number desc
            limit 1
            """)
        .param("event", event)
        .query(String.class)
        .single();
  }
}
