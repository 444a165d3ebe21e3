package ai.agentbar.web.console.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.job.Jobs;
import ai.agentbar.staff.Role;
import ai.agentbar.testing.CommerceEvents;
import ai.agentbar.testing.Http.Answer;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.testing.StaffBrowser;
import ai.agentbar.watch.checklist.Checklists;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
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
class ChecklistPagesTest {

  private static final AtomicInteger DAYS = new AtomicInteger(12_000);

  @LocalServerPort int port;
  @Autowired ApplicationContext program;
  @Autowired Jobs jobs;
  @Autowired Checklists checklists;
  @Autowired MovableClock clock;
  @Autowired JdbcClient jdbc;
  private StaffBrowser operator;

  /** A new day, 10:00 WIB: in the morning shift. */
  @BeforeEach
  void aNewDay() {
    forget();
    clock.set(RoomTest.START.plus(Duration.ofDays(DAYS.addAndGet(10))));
    operator = StaffBrowser.of(program, port, Role.OPS);
  }

  @AfterEach
  void forget() {
    jdbc.sql("delete from checklist_item").update();
    jdbc.sql("delete from checklist").update();
  }

  @Test
  void before_the_first_shift_the_page_says_when_a_checklist_comes() {
    assertThat(operator.page("/checklists"))
        .contains("No shift has begun today", "No earlier shift yet")
        .containsPattern("Morning 07:00–15:00, .*–\\d\\d:00 WIB");
    assertThat(operator.get("/checklists", "id").text())
        .containsPattern("Pagi 07\\.00–15\\.00, .*–\\d\\d\\.00 WIB");
  }

  @Test
  void a_shift_shows_its_five_items_with_value_band_and_the_board_they_are_seen_on() {
    String path = aShift();

    assertThat(operator.page("/checklists"))
        .contains("Morning", "shift goes on", "Look and sign", path);
    assertThat(operator.page(path))
        .containsSubsequence(
            "/boards/payments", "/boards/webhooks", "/boards/outbox", "/boards/workers")
        .contains("outbox_pending 0", "Normal: outbox_pending ≤ 20", "One person of Ops, DevOps")
        .contains("AGENTBAR_CHECKLIST_TICKETS_LINK");
    assertThat(operator.get(path, "id").text())
        .contains("Cek outbox backlog", "Wajar:", "Tandatangani");
  }

  @Test
  void whoever_signs_is_named_and_nothing_of_it_is_changed_any_more() {
    String path = aShift();

    Answer signed =
        operator.fill(
            path,
            path + "/sign",
            Map.of("tickets", "3", "note-webhook_errors", "two <late> ones, Midtrans knows"));

    assertThat(signed.header("Location")).endsWith(path + "?done=checklist-signed");
    assertThat(operator.page(path))
        .contains("Signed by " + operator.login(), "3 tickets open")
        .contains("two &lt;late&gt; ones, Midtrans knows", "not changed any more")
        .doesNotContain("Sign it");
    StaffBrowser second = StaffBrowser.of(program, port, Role.DEVOPS);
    assertThat(second.fill(path, path + "/sign", Map.of("tickets", "0")).text())
        .contains(operator.login() + " has signed it already");
  }

  @Test
  void a_refused_signature_says_why_and_keeps_what_was_typed() {
    String path = aShift();

    Answer missing = operator.fill(path, path + "/sign", Map.of("note-outbox_backlog", "mail"));
    Answer wrong = operator.fill(path, path + "/sign", Map.of("tickets", "many"));

    assertThat(missing.text())
        .contains("Say how many CS tickets are open, or write a note", "value=\"mail\"");
    assertThat(wrong.text()).contains("is a whole number from 0", "value=\"many\"");
    assertThat(checklists.today().getFirst().signed()).isEmpty();
  }

  @Test
  void a_missing_signature_is_seen_stays_to_be_signed_and_is_kept_when_it_is_given_up() {
    String path = aShift();
    clock.move(Duration.ofHours(24));
    jobs.run("checklist");
    operator = StaffBrowser.of(program, port, Role.OPS);

    assertThat(operator.page("/checklists"))
        .containsSubsequence("not signed", "Nobody has signed it", "Look and sign");
    clock.move(Duration.ofDays(4));
    jobs.run("checklist");
    operator = StaffBrowser.of(program, port, Role.OPS);

    assertThat(operator.page("/checklists")).containsSubsequence("Earlier shifts", "never signed");
    assertThat(operator.fill(path, path + "/sign", Map.of("tickets", "0")).header("Location"))
        .endsWith("?done=checklist-signed");
  }

  @Test
  void whoever_is_of_no_team_that_signs_finds_no_form_and_is_told_who_does() {
    String path = aShift();
    jdbc.sql("update checklist set signers = 'DevOps'").update();

    assertThat(operator.page(path))
        .contains("One person of DevOps signs it")
        .doesNotContain("Sign it");
    assertThat(operator.page("/checklists")).doesNotContain("Look and sign");
    StaffBrowser devops = StaffBrowser.of(program, port, Role.DEVOPS);
    assertThat(devops.page(path)).contains("Sign it");
    assertThat(operator.fill("/account", path + "/sign", Map.of("tickets", "0")).text())
        .contains("One person of DevOps signs it");
    assertThat(checklists.today().getFirst().signed()).isEmpty();
  }

  @Test
  void whoever_only_sees_finds_no_form_and_may_not_send_one() {
    String path = aShift();
    StaffBrowser reader = StaffBrowser.of(program, port, Role.CS);

    assertThat(reader.page(path))
        .contains("Whoever may operate signs it")
        .doesNotContain("Sign it");
    assertThat(reader.fill(path, path + "/sign", Map.of("tickets", "0")).status()).isEqualTo(403);
    assertThat(checklists.today().getFirst().signed()).isEmpty();
  }

  @Test
  void earlier_shifts_are_listed_page_by_page() {
    for (int day = 0; day < 16; day++) {
      clock.move(Duration.ofDays(1));
      jobs.run("checklist");
      clock.move(Duration.ofHours(9));
      jobs.run("checklist");
      clock.move(Duration.ofHours(-9));
    }
    operator = StaffBrowser.of(program, port, Role.OPS);
    String oldest = checklists.history(100).getLast().id().toString();
    String first = operator.page("/checklists");
    String before = first.replaceAll("(?s).*\\?before=(\\d+).*", "$1");

    assertThat(first).doesNotContain("\"/checklists/" + oldest + "\"");
    assertThat(operator.page("/checklists?before=" + before))
        .contains("\"/checklists/" + oldest + "\"", "Newest");
  }

  @Test
  void a_checklist_nobody_has_is_404_and_says_where_to_look() {
    Answer answer = operator.get("/checklists/987654321");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text()).contains("There is no such checklist", "href=\"/checklists\"");
  }

  private String aShift() {
    jobs.run("checklist");
    return "/checklists/" + checklists.today().getFirst().id();
  }
}
