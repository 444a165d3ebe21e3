package ai.agentbar.web.console.incident;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.staff.Role;
import ai.agentbar.testing.CommerceEvents;
import ai.agentbar.testing.Firings;
import ai.agentbar.testing.Http.Answer;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.testing.StaffBrowser;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.incident.Incident;
import ai.agentbar.watch.incident.Incidents;
import ai.agentbar.watch.playbook.Severity;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@RoomTest
@Import(CommerceEvents.class)
class IncidentPagesTest {

  private static final String RULE = "no_webhook";
  private static final Pattern LINK = Pattern.compile("href=\"/incidents/(\\d+)\"");
  private static final Pattern OLDER = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");

  @LocalServerPort int port;
  @Autowired ApplicationContext program;
  @Autowired Incidents incidents;
  @Autowired MovableClock clock;
  @Autowired JdbcClient jdbc;
  private Firings firings;
  private StaffBrowser operator;
  private FiringId firing;
  private String path;

  @BeforeEach
  void oneIncidentIsOpen() {
    firings = new Firings(program);
    firings.begin();
    firing = firings.fire(RULE, Severity.P1);
    path = "/incidents/" + incident().id();
    operator = StaffBrowser.of(program, port, Role.OPS);
  }

  @AfterEach
  void nothingFires() {
    firings.forget();
  }

  @Test
  void the_clocks_count_and_say_when_they_have_run_out() {
    assertThat(operator.page(path))
        .contains("10 min left", "30 min left", "Nobody has taken it on yet");

    clock.move(Duration.ofMinutes(12));
    operator = StaffBrowser.of(program, port, Role.OPS);
    assertThat(operator.page(path)).contains("overdue for 2 min", "18 min left");

    operator.fill(path, path + "/acknowledge", Map.of("note", "on my way"));
    assertThat(operator.page(path))
        .contains(operator.login() + " has it", "too late", operator.login() + ": on my way")
        .doesNotContain("I take it on");
    assertThat(operator.get(path, "id").text()).contains("terlambat", "sisa 18 mnt");
  }

  @Test
  void the_next_step_is_done_with_a_note_and_skipped_only_with_one() {
    assertThat(operator.page(path)).contains("Assess: done");
    operator.fill(path, path + "/steps", Map.of("step", "assess", "note", "only QRIS"));
    assertThat(operator.page(path)).contains("Assess: only QRIS", "Mitigate: done");

    Answer unsaid =
        operator.fill(path, path + "/steps", Map.of("step", "mitigate", "skipped", "true"));
    assertThat(unsaid.text()).contains("Write it down in a few words first");
    assertThat(incidents.steps(incident())).hasSize(2);

    operator.fill(
        path,
        path + "/steps",
        Map.of("step", "mitigate", "skipped", "true", "note", "nothing to be done here"));
    assertThat(operator.page(path))
        .contains("nothing to be done here", "skipped", "Communicate: done")
        .contains(operator.login() + " skipped a step");
  }

  @Test
  void a_role_is_given_to_a_person_and_taken_back() {
    operator.fill(path, path + "/roles", Map.of("role", "commander", "login", operator.login()));
    assertThat(incident().roles().toString()).contains("COMMANDER=person:" + operator.login());
    assertThat(operator.page(path)).contains("selected=\"selected\">" + operator.login());

    Answer nobody =
        operator.fill(path, path + "/roles", Map.of("role", "scribe", "login", "stranger"));
    assertThat(nobody.status()).isEqualTo(404);

    operator.fill(path, path + "/roles", Map.of("role", "commander", "login", ""));
    assertThat(incident().roles()).isEmpty();
  }

  @Test
  void it_is_resolved_and_opened_again_with_a_reason_only() {
    assertThat(operator.fill(path, path + "/resolve", Map.of("reason", " ")).text())
        .contains("Write it down in a few words first");
    assertThat(incident().isResolved()).isFalse();

    operator.fill(path, path + "/resolve", Map.of("reason", "Midtrans repaired it"));
    assertThat(incident().isResolved()).isTrue();
    assertThat(operator.page(path))
        .contains("It is over since", "Midtrans repaired it", "Reopen the incident", "due ")
        .doesNotContain("Resolve the incident");
    assertThat(operator.fill(path, path + "/resolve", Map.of("reason", "once more")).text())
        .contains("The incident is resolved already.");

    operator.fill(path, path + "/reopen", Map.of("reason", "it came back"));
    assertThat(incident().isResolved()).isFalse();
    assertThat(operator.page(path)).contains(operator.login() + " reopened", "it came back");
  }

  @Test
  void what_people_say_stands_in_the_timeline_and_is_never_markup() {
    operator.fill(path, path + "/comments", Map.of("text", "<script>alert(1)</script>"));

    assertThat(operator.page(path))
        .contains(operator.login() + ": &lt;script&gt;")
        .doesNotContain("<script>alert");
  }

  @Test
  void what_is_said_by_pressing_twice_stands_once_and_may_be_said_again_later() {
    Map<String, String> said = Map.of("text", "the bank is down");

    assertThat(operator.fill(path, path + "/comments", said).header("Location"))
        .endsWith("?done=commented");
    assertThat(operator.fill(path, path + "/comments", said).header("Location"))
        .endsWith("?done=commented");
    assertThat(operator.page(path)).containsOnlyOnce("the bank is down");

    clock.move(Duration.ofMinutes(2));
    operator.fill(path, path + "/comments", said);
    assertThat(operator.page(path).split("the bank is down", -1)).hasSize(3);
  }

  @Test
  void a_post_mortem_is_a_draft_until_it_is_saved_and_two_writers_lose_nothing() {
    String page = path + "/post-mortem";
    assertThat(operator.page(page)).contains("A draft from the timeline", "# Post-mortem");

    Answer saved =
        operator.fill(page, page, Map.of("version", "0", "text", "# What\r\nthe key was wrong"));
    Answer late = operator.fill(page, page, Map.of("version", "0", "text", "# My own view"));

    assertThat(saved.header("Location")).endsWith(page + "?done=saved");
    assertThat(late.text())
        .contains("Somebody else saved meanwhile", "the key was wrong", "# My own view")
        .contains("name=\"version\" value=\"1\"");
    Answer file = operator.get(page + ".md");
    assertThat(file.header("Content-Type")).startsWith("text/markdown");
    assertThat(file.header("Content-Disposition")).contains("attachment", ".md");
    assertThat(file.text()).isEqualTo("# What\nthe key was wrong");
  }

  @Test
  void a_post_mortem_is_signed_after_the_end_and_not_changed_any_more() {
    String page = path + "/post-mortem";
    assertThat(operator.page(page)).contains("once the incident is resolved");
    assertThat(operator.fill(page, page + "/finish", Map.of()).text())
        .contains("Resolve the incident first.");

    operator.fill(path, path + "/resolve", Map.of("reason", "it is fine"));
    Answer signed = operator.fill(page, page + "/finish", Map.of());

    assertThat(signed.header("Location")).endsWith(page + "?done=signed");
    assertThat(operator.page(page)).contains("signed").doesNotContain("<textarea");
    assertThat(operator.fill(path, page, Map.of("version", "1", "text", "other")).text())
        .contains("what is signed is not changed");
  }

  @Test
  void the_list_shows_the_open_ones_first_and_the_others_page_by_page() {
    // A shift that nobody signed may stand open beside it.
    List<String> open =
        jdbc.sql("select id from incident where resolved_at is null order by id desc limit 9")
            .query((row, _) -> row.getString("id"))
            .list();
    assertThat(open).contains(incident().id().toString());
    List<String> past = new ArrayList<>();
    for (int i = 0; i < IncidentsPage.PAGE_ROWS + 2; i++) {
      past.addFirst(Long.toString(resolved(i)));
    }

    String first = operator.page("/incidents");
    String second =
        operator.page(OLDER.matcher(first).results().findFirst().orElseThrow().group(1));

    assertThat(links(first).subList(0, open.size())).isEqualTo(open);
    assertThat(links(first)).hasSize(IncidentsPage.PAGE_ROWS + open.size());
    assertThat(OLDER.matcher(second).find()).isFalse();
    List<String> all = new ArrayList<>(links(first).subList(open.size(), links(first).size()));
    all.addAll(links(second));
    assertThat(all).isEqualTo(past);
  }

  @Test
  void where_nothing_ever_happened_the_list_says_so() {
    firings.forget();

    assertThat(operator.page("/incidents")).contains("No incident is open", "No incident here");
  }

  @Test
  void whoever_may_only_look_is_offered_nothing_and_can_send_nothing() {
    StaffBrowser reader = StaffBrowser.of(program, port, Role.CS);

    assertThat(reader.page(path)).contains("Nobody has taken it on yet");
    assertThat(withoutFrame(reader.page(path))).doesNotContain("<button");
    assertThat(withoutFrame(reader.page(path + "/post-mortem")))
        .doesNotContain("<textarea", "<button");
    for (String form :
        List.of(
            "/acknowledge",
            "/comments",
            "/steps",
            "/roles",
            "/resolve",
            "/reopen",
            "/post-mortem",
            "/post-mortem/finish")) {
      assertThat(reader.fill("/staff/password", path + form, Map.of("text", "x")).status())
          .as(form)
          .isEqualTo(403);
    }
    assertThat(incident().isResolved()).isFalse();
  }

  @Test
  void an_incident_there_never_was_is_404_and_says_where_to_look() {
    for (String missing :
        List.of("/incidents/999999999", "/incidents/0", "/incidents/999999999/post-mortem.md")) {
      Answer answer = operator.get(missing);
      assertThat(answer.status()).as(missing).isEqualTo(404);
      assertThat(answer.text()).contains("There is no such incident", "href=\"/incidents\"");
    }
  }

  /** What the page itself shows; in the frame around it everybody can log out. */
  private static String withoutFrame(String page) {
    return page.substring(page.indexOf("<main"));
  }

  private Incident incident() {
    return incidents.ofFiring(firing).orElseThrow();
  }

  /** One that is over, as the room leaves it. */
  private long resolved(int second) {
    return jdbc.sql(
            """
            insert into incident (severity, opened_at, round_at, clock_at, resolved_at, resolved_by)
            values ('P2', :at, :at, :at, :at, 'system')
            returning id
            """)
        .param("at", clock.instant().plusSeconds(second).atOffset(ZoneOffset.UTC))
        .query(Long.class)
        .single();
  }

  private static List<String> links(String page) {
    return LINK.matcher(page).results().map(it -> it.group(1)).toList();
  }
}
