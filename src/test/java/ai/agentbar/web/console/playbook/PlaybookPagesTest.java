package ai.agentbar.web.console.playbook;

import static ai.agentbar.testing.CommerceEvents.processingFailed;
import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.staff.Logins;
import ai.agentbar.staff.Passwords;
import ai.agentbar.staff.People;
import ai.agentbar.staff.Role;
import ai.agentbar.testing.CommerceEvents;
import ai.agentbar.testing.Firings;
import ai.agentbar.testing.Http;
import ai.agentbar.testing.Http.Answer;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.testing.StaffBrowser;
import ai.agentbar.testing.Staffing;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.Severity;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

@RoomTest
@Import(CommerceEvents.class)
class PlaybookPagesTest {

  private static final String CHECK = "/playbook/check";
  private static final String ERRORS = "/playbook/rules/webhook_processing_error";
  private static final String OVERLAY = "extends: classpath:playbook.yaml\n";

  @LocalServerPort int port;
  @Autowired ApplicationContext program;
  @Autowired Playbooks playbooks;
  @Autowired CommerceEvents commerce;
  @Autowired MovableClock clock;
  @Autowired People people;
  @Autowired Passwords passwords;
  @Autowired Logins logins;
  private Firings firings;
  private StaffBrowser tuner;
  private StaffBrowser reader;

  @BeforeEach
  void aNewDay() {
    firings = new Firings(program);
    firings.begin();
    tuner = StaffBrowser.of(program, port, Role.DEVOPS);
    reader = StaffBrowser.of(program, port, Role.CS);
  }

  @AfterEach
  void nothingFires() {
    firings.forget();
  }

  @Test
  void every_rule_stands_there_with_its_numbers_and_everything_people_agreed_on() {
    String page = reader.page("/playbook");

    playbooks
        .current()
        .rules()
        .forEach(it -> assertThat(page).contains("/playbook/rules/" + it.id() + "\""));
    assertThat(page)
        .contains(
            playbooks.inForce().version(),
            "No webhook",
            "Silence</span>: <span>webhook_received_total")
        .contains("Nobody can pay at all", "&lt; 30 minutes", "after 50 % of a clock to Tech Lead")
        .contains("07:00–23:00", "Asia/Jakarta", "Morning", "No holidays are named")
        .doesNotContain("Check a change");
    assertThat(reader.get("/playbook", "id").text())
        .contains(
            "Ambang</span>: <span>outbox_pending di atas 20", "Jam ramai", "Tingkat keparahan");
  }

  @Test
  void no_address_is_shown_whole() {
    playbooks
        .current()
        .teams()
        .values()
        .forEach(
            team ->
                team.first()
                    .forEach(
                        it ->
                            assertThat(reader.page("/playbook"))
                                .contains(it.masked())
                                .doesNotContain(it.address().reveal())));
  }

  @Test
  void a_rule_says_what_who_and_which_steps_and_leads_to_what_fires() {
    FiringId firing = firings.fire("no_webhook", Severity.P1);

    assertThat(reader.page("/playbook/rules/no_webhook"))
        .contains("Not one notification from Midtrans arrived", "Tech Lead", "DevOps")
        .contains("has not grown for 10\u00a0min in busy hours", "It fires at once.")
        .contains("Run reconciliation", "starts by itself", "https://dashboard.midtrans.com")
        .contains("/silences?rule=no_webhook");
    assertThat(reader.page("/playbook")).contains("No webhook");
    assertThat(firing.number()).isPositive();
  }

  @Test
  void a_rule_shows_when_it_would_have_fired_with_its_numbers_with_others_and_when_it_did() {
    twoErrors();

    assertThat(reader.page(ERRORS))
        .contains("In force: 1 \u00d7", "Really fired: 1 \u00d7", "Each one, newest first")
        .doesNotContain("Your numbers");
    assertThat(reader.page(ERRORS + "?over=7d&limit=5"))
        .contains("In force: 1 \u00d7", "Your numbers: never", "It would not have fired")
        .contains("What is stored begins");
    assertThat(reader.get(ERRORS + "?over=30d&limit=1", "id").text())
        .contains("Angka Anda: 1 \u00d7", "30 hari terakhir", "Benar menyala: 1 \u00d7");
  }

  @Test
  void numbers_that_cannot_be_read_are_said_at_their_field_and_kept() {
    assertThat(reader.page(ERRORS + "?limit=lots"))
        .contains("That limit cannot be read", "value=\"lots\"")
        .doesNotContain("In force: ");
    assertThat(reader.page(ERRORS + "?for=soon"))
        .contains("That duration cannot be read", "value=\"soon\"");
  }

  @Test
  void the_same_is_answered_over_the_api() {
    twoErrors();
    Http http = new Http("http://127.0.0.1:" + port);
    Staffing staffing = new Staffing(people, passwords, logins);
    String cookie =
        staffing.cookie(staffing.hire("api-" + clock.instant().toEpochMilli() / 1_000, Role.CS));
    String path = "/api/watch" + ERRORS + "/would-have-fired";

    JsonNode inForce = http.get(path + "?over=7d", "Cookie", cookie).json();
    JsonNode tuned = http.get(path + "?over=24h&limit=5&for=30s", "Cookie", cookie).json();
    Answer refused = http.get(path + "?over=31d&limit=x", "Cookie", cookie);

    assertThat(inForce.path("count").asInt()).isEqualTo(1);
    assertThat(inForce.path("really_fired").asInt()).isEqualTo(1);
    assertThat(inForce.path("per_day").size()).isEqualTo(1);
    assertThat(inForce.at("/firings/0/severity").asString()).isEqualTo("P1");
    assertThat(inForce.path("limit").asString()).isEqualTo("0");
    assertThat(tuned.path("count").asInt()).isZero();
    assertThat(tuned.path("sustained").asString()).isEqualTo("30s");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text()).contains("over", "30 days at most", "limit", "whole number");
    assertThat(
            http.get("/api/watch/playbook/rules/nonsense/would-have-fired", "Cookie", cookie)
                .status())
        .isEqualTo(404);
  }

  @Test
  void a_text_with_mistakes_is_told_with_line_text_and_remedy_and_stays_in_the_editor() {
    String text =
        OVERLAY
            + "rules:\n"
            + "  - {id: outbox_backlog, above: many}\n"
            + "  - {id: no_webhook, window: soon, colour: red}\n"
            + "  - {id: outbox_slw, off: true}\n";

    String page = tuner.fill(CHECK, CHECK, Map.of("text", text)).text();

    assertThat(page)
        .contains("It could not be in force", ", line 3", ", line 4")
        .contains("above: &#39;many&#39; is not right. Write a whole number, such as 20.")
        .contains("window: &#39;soon&#39; is no duration")
        .contains("There is no rule &#39;outbox_slw&#39; to turn off. Is its id mistyped?")
        .containsPattern("(?s)<textarea[^>]*>.*window: soon, colour: red}")
        .doesNotContain("Would have fired in 7 days");
    assertThat(playbooks.current().rule("no_webhook")).isPresent();
  }

  @Test
  void a_text_that_tells_people_in_a_way_nobody_has_set_up_could_not_be_in_force() {
    String text = OVERLAY + "teams:\n  ops: {telegram: \"-100200\"}\n";

    assertThat(playbooks.validate(text))
        .singleElement()
        .satisfies(it -> assertThat(it.line()).isEqualTo(3))
        .satisfies(it -> assertThat(it.reason()).contains("set AGENTBAR_TELEGRAM_BOT_TOKEN"));
    assertThat(tuner.fill(CHECK, CHECK, Map.of("text", text)).text())
        .contains("It could not be in force", "no bot is set", ", line 3");
  }

  @Test
  void a_text_without_mistakes_says_what_it_would_change_and_how_often_that_would_have_fired() {
    twoErrors();
    String text =
        playbooks.text()
            + "  - {id: webhook_processing_error, minimum: 3}\n"
            + "  - {id: outbox_slow, severity: P3}\n"
            + "  - {id: payment_refund, off: true}\n"
            + "busy_hours:\n"
            + "  holidays: [\"2027-01-01\"]\n";

    String page = tuner.fill(CHECK, CHECK, Map.of("text", text)).text();

    assertThat(page)
        .contains("could be in force", "other numbers", "other words, people or steps")
        .contains("turned off", "Also otherwise: busy hours")
        .contains("grew by more than 0 within", "grew by more than 2 within")
        .containsPattern("(?s)webhook_processing_error</span>.*?>1</span> → <b>0</b>")
        .containsPattern("(?s)payment_refund</span>.*?>0</span> → <b>–</b>");
    assertThat(playbooks.current().rule("payment_refund")).isPresent();
  }

  @Test
  void the_text_in_force_changes_nothing_and_can_be_taken_along_as_a_file() {
    String inForce = playbooks.text();

    assertThat(tuner.fill(CHECK, CHECK, Map.of("text", inForce)).text())
        .contains("says the same as the one in force");
    Answer file = tuner.fill(CHECK, CHECK + "/file", Map.of("text", OVERLAY));
    assertThat(file.text()).isEqualTo(OVERLAY);
    assertThat(file.header("Content-Disposition")).contains("playbook.yaml");
    assertThat(tuner.get("/playbook/file").text()).isEqualTo(inForce);
  }

  @Test
  void a_draft_reads_no_setting_that_the_playbooks_do_not_name() {
    String text = OVERLAY + "rules:\n  - {id: no_webhook, kind: \"${agentbar.db.url}\"}\n";

    String page = tuner.fill(CHECK, CHECK, Map.of("text", text)).text();

    assertThat(page).contains("${agentbar.db.url}").doesNotContain("jdbc:postgresql");
  }

  @Test
  void an_address_that_a_draft_may_read_is_covered_in_what_is_told_of_it() {
    String name = "AGENTBAR_TEAM_DEVOPS_EMAIL";
    String address = program.getEnvironment().getProperty(name, "");
    String text = OVERLAY + "rules:\n  - {id: no_webhook, kind: \"${" + name + "}\"}\n";

    assertThat(address).isNotBlank();
    assertThat(tuner.fill(CHECK, CHECK, Map.of("text", text)).text())
        .contains("kind: &#39;***&#39; is not known")
        .doesNotContain(address);
  }

  @Test
  void whoever_may_not_tune_sees_no_text_and_checks_none() {
    StaffBrowser operator = StaffBrowser.of(program, port, Role.OPS);

    assertThat(operator.get(CHECK).status()).isEqualTo(403);
    assertThat(operator.get("/playbook/file").status()).isEqualTo(403);
    assertThat(operator.fill("/silences", CHECK, Map.of("text", OVERLAY)).status()).isEqualTo(403);
  }

  @Test
  void a_text_longer_than_a_playbook_is_not_looked_at_and_a_form_longer_than_any_is_413() {
    String tooLong = "#".repeat(DraftPage.TEXT_LENGTH_MAX + 1);

    assertThat(tuner.fill(CHECK, CHECK, Map.of("text", tooLong)).text())
        .contains("A playbook has at most 250,000 characters");
    assertThat(tuner.fill(CHECK, CHECK, Map.of("text", "x".repeat(2_200_000))).status())
        .isEqualTo(413);
    Answer silence = tuner.fill("/silences", "/silences", Map.of("reason", "x".repeat(70_000)));
    assertThat(silence.status()).isEqualTo(413);
    assertThat(silence.text()).contains("That text is too long");
  }

  @Test
  void a_rule_nobody_has_is_404_and_says_where_to_look() {
    Answer answer = reader.get("/playbook/rules/nonsense");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text()).contains("There is no such rule", "href=\"/playbook\"");
  }

  /** Fires once and is over: two errors, and then the hold. */
  private void twoErrors() {
    commerce.settle();
    commerce.append(processingFailed(), processingFailed());
    for (int minute = 0; minute < 7; minute++) {
      commerce.settle();
      clock.move(Duration.ofMinutes(1));
    }
    commerce.settle();
  }
}
