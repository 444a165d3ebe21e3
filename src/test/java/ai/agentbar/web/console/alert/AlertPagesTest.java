package ai.agentbar.web.console.alert;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.staff.Role;
import ai.agentbar.testing.CommerceEvents;
import ai.agentbar.testing.Firings;
import ai.agentbar.testing.Http.Answer;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.testing.StaffBrowser;
import ai.agentbar.watch.alert.Alerts;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.alert.ProbeResult;
import ai.agentbar.watch.alert.ProbeResult.Verdict;
import ai.agentbar.watch.alert.Silences;
import ai.agentbar.watch.playbook.ProbeName;
import ai.agentbar.watch.playbook.Severity;
import ai.agentbar.watch.playbook.Wording;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;

@RoomTest
@Import(CommerceEvents.class)
class AlertPagesTest {

  private static final String RULE = "no_webhook";

  @LocalServerPort int port;
  @Autowired ApplicationContext program;
  @Autowired Alerts alerts;
  @Autowired Silences silences;
  @Autowired MovableClock clock;
  private Firings firings;
  private StaffBrowser operator;

  @BeforeEach
  void aNewDay() {
    firings = new Firings(program);
    firings.begin();
    operator = StaffBrowser.of(program, port, Role.DEVOPS);
  }

  @AfterEach
  void nothingFires() {
    firings.forget();
  }

  @Test
  void the_link_of_a_message_leads_to_what_fires_what_was_found_and_what_to_do() {
    FiringId firing = firings.fire(RULE, Severity.P1);
    alerts.diagnosed(
        firing,
        List.of(
            new ProbeResult(ProbeName.SIGNATURE, Verdict.GOOD, new Wording("sah", "fits"), 3),
            new ProbeResult(
                ProbeName.ENDPOINT, Verdict.BAD, new Wording("tak terjangkau", "refused"), 9)));
    clock.move(Duration.ofMinutes(5));

    String page = operator.page("/alerts/" + firing);

    assertThat(page)
        .contains("No webhook", "It has been so for 5 min", "15 min", "10 min", "it is silent")
        .contains("Rp\u00a0198.000 in 2 orders", "I take it on")
        .containsSubsequence("What the probes found", "refused", "fits")
        .containsSubsequence("What to do", "Endpoint: bad", "Signature: good")
        .contains("/alerts/" + firing + "/actions/run_reconciliation")
        .contains("/alerts/" + firing + "/actions/restart_worker")
        .contains("href=\"https://dashboard.midtrans.com\"");
    assertThat(operator.get("/alerts/" + firing, "id").text())
        .contains("Temuan pemeriksaan", "tak terjangkau", "Saya tangani", "sunyi")
        .contains("15 mnt", "10 mnt")
        .doesNotContain("15m", "10m");
  }

  @Test
  void below_it_stands_the_incident_with_its_clocks_and_a_comment_that_joins_its_timeline() {
    FiringId firing = firings.fire(RULE, Severity.P1);
    String path = "/alerts/" + firing;
    assertThat(operator.page(path))
        .contains("href=\"/incidents/", "10 min left", "30 min left")
        .contains("No webhook fires", "The incident is open");

    Answer told =
        operator.fill(path, path + "/comments", Map.of("text", "Midtrans is <b>down</b>"));
    Answer empty = operator.fill(path, path + "/comments", Map.of("text", " "));

    assertThat(told.header("Location")).endsWith(path + "?done=commented");
    assertThat(operator.page(path))
        .contains(operator.login() + ": Midtrans is &lt;b&gt;down&lt;/b&gt;");
    assertThat(empty.text()).contains("Write it down in a few words first");
  }

  @Test
  void whoever_takes_it_on_is_named_and_who_comes_second_is_told_so() {
    FiringId firing = firings.fire(RULE, Severity.P1);
    String path = "/alerts/" + firing;

    Answer first =
        operator.fill(path, path + "/acknowledge", Map.of("note", "looking at the endpoint"));
    Answer second = operator.fill(path, path + "/acknowledge", Map.of("note", "me too"));

    assertThat(first.header("Location")).endsWith("?done=acknowledged");
    assertThat(second.header("Location")).endsWith("?done=acknowledged-before");
    assertThat(operator.page(path))
        .contains(operator.login() + " has taken it on", "looking at the endpoint")
        .doesNotContain("I take it on", "me too");
    assertThat(operator.page("/alerts")).contains(operator.login() + " has it");
  }

  @Test
  void a_step_that_only_people_can_do_is_ticked_once_and_may_be_taken_back() {
    FiringId firing = firings.fire(RULE, Severity.P1);
    String path = "/alerts/" + firing;
    String dashboard = path + "/steps/5";
    assertThat(operator.page(path)).containsOnlyOnce("I did it").doesNotContain("Not done after");

    Answer ticked = operator.fill(path, dashboard, Map.of("done", "true"));
    Answer again = operator.fill(path, dashboard, Map.of("done", "true"));

    assertThat(ticked.header("Location")).endsWith("?done=ticked");
    assertThat(again.header("Location")).endsWith("?done=ticked-before");
    program.getBean(CommerceEvents.class).settle();
    assertThat(operator.page(path))
        .contains(operator.login() + " did a step", "Check the notification address in")
        .containsSubsequence("Check the notification address", "done", operator.login())
        .containsOnlyOnce("Not done after all")
        .doesNotContain("I did it");

    operator.fill(path, dashboard, Map.of("done", "false"));
    program.getBean(CommerceEvents.class).settle();
    assertThat(operator.page(path))
        .containsOnlyOnce("I did it")
        .contains(operator.login() + " took a tick back");
  }

  @Test
  void what_the_program_does_itself_has_no_tick() {
    FiringId firing = firings.fire(RULE, Severity.P1);
    String path = "/alerts/" + firing;

    for (String step : List.of("/steps/1", "/steps/3", "/steps/6", "/steps/0", "/steps/99")) {
      assertThat(operator.fill(path, path + step, Map.of("done", "true")).status())
          .as(step)
          .isEqualTo(404);
    }
    assertThat(operator.fill(path, path + "/steps/5", Map.of("done", "perhaps")).status())
        .isEqualTo(400);
  }

  @Test
  void a_silence_begins_and_ends_here_and_a_refused_one_keeps_what_was_typed() {
    FiringId firing = firings.fire(RULE, Severity.P0);
    String path = "/alerts/" + firing;

    Answer refused =
        operator.fill(
            path, path + "/silence", Map.of("minutes", "61", "reason", "planned by the bank"));
    assertThat(refused.text())
        .contains("A P0 can be silenced for one hour at most", "value=\"61\"")
        .contains("value=\"planned by the bank\"", "max=\"60\"");
    assertThat(silences.isSilenced(RULE)).isFalse();

    operator.fill(
        path, path + "/silence", Map.of("minutes", "60", "reason", "planned by the bank"));
    assertThat(silences.isSilenced(RULE)).isTrue();
    assertThat(operator.page(path)).contains("planned by the bank", "End the silence");
    assertThat(operator.page("/alerts")).contains("silent until");

    String id = silences.standing().getFirst().id().toString();
    operator.fill(path, path + "/silence/end", Map.of("silence", id));
    assertThat(silences.isSilenced(RULE)).isFalse();
    assertThat(operator.page(path)).contains("Silence it").doesNotContain("End the silence");
  }

  @Test
  void an_action_is_previewed_first_and_remembered_as_an_answer_to_the_alert() {
    FiringId firing = firings.fire(RULE, Severity.P1);
    String action = "/alerts/" + firing + "/actions/pause_reminders";
    assertThat(operator.page(action)).contains("Pause reminders?", "Why do you do this?");

    Answer unreasoned = operator.send(action, " ");
    Answer sent = operator.send(action, "buyers cannot pay");

    assertThat(unreasoned.text()).contains("Say why");
    assertThat(sent.header("Location")).endsWith("/alerts/" + firing + "?done=started");
    assertThat(operator.page("/alerts/" + firing))
        .containsSubsequence("What was done", "Pause reminders", "buyers cannot pay");
    operator.send("/alerts/" + firing + "/actions/resume_reminders", "it was a test");
    program.getBean(CommerceEvents.class).settle();
  }

  @Test
  void what_is_over_says_so_and_asks_nobody_to_take_it_on() {
    FiringId firing = firings.fire(RULE, Severity.P1);
    clock.move(Duration.ofMinutes(3));
    firings.end(firing, RULE);

    assertThat(operator.page("/alerts/" + firing))
        .contains("It is over since", "It fired for 3 min")
        .doesNotContain("I take it on");
  }

  @Test
  void the_list_shows_what_fires_the_worst_first_and_then_every_rule() {
    assertThat(operator.page("/alerts")).contains("Nothing fires", "Outbox backlog");
    FiringId mild = firings.fire("outbox_backlog", Severity.P2);
    FiringId bad = firings.fire(RULE, Severity.P0);

    assertThat(operator.page("/alerts"))
        .containsSubsequence(
            "/alerts/" + bad, "nobody has taken it on", "/alerts/" + mild, "Every rule")
        .doesNotContain("Nothing fires");
  }

  @Test
  void a_firing_whose_rule_is_gone_from_the_playbook_still_has_its_page() {
    FiringId firing = firings.fire("rule_of_old", Severity.P2);

    assertThat(operator.page("/alerts/" + firing))
        .contains("rule_of_old", "does not hold this rule any more", "names no step");
  }

  @Test
  void whoever_may_only_look_is_offered_nothing_and_can_send_nothing() {
    FiringId firing = firings.fire(RULE, Severity.P1);
    String path = "/alerts/" + firing;
    StaffBrowser reader = StaffBrowser.of(program, port, Role.CS);

    String page = reader.page(path);
    assertThat(page.substring(page.indexOf("<main")))
        .contains("No webhook", "nobody has taken it on")
        .doesNotContain("method=\"post\"", "/actions/");
    assertThat(reader.get(path + "/actions/restart_worker").status()).isEqualTo(403);
    for (String form :
        List.of(
            "/acknowledge",
            "/silence",
            "/silence/end",
            "/comments",
            "/steps/5",
            "/actions/restart_worker")) {
      assertThat(reader.fill("/staff/password", path + form, Map.of("text", "x")).status())
          .as(form)
          .isEqualTo(403);
    }
    assertThat(alerts.firing(firing).orElseThrow().acknowledged()).isEmpty();
  }

  @Test
  void an_alert_that_never_fired_is_404_and_says_where_to_look() {
    for (String path : List.of("/alerts/999999999", "/alerts/0", "/alerts/nonsense")) {
      Answer answer = operator.get(path);
      assertThat(answer.status()).as(path).isEqualTo(404);
      assertThat(answer.text()).contains("There is no such alert", "href=\"/alerts\"");
    }
    FiringId firing = firings.fire(RULE, Severity.P1);
    assertThat(operator.get("/alerts/" + firing + "/actions/format_disk").status()).isEqualTo(404);
  }
}
