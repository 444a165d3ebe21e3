package ai.agentbar.web.console.board;

import static ai.agentbar.testing.CommerceEvents.attempted;
import static ai.agentbar.testing.CommerceEvents.granted;
import static ai.agentbar.testing.CommerceEvents.message;
import static ai.agentbar.testing.CommerceEvents.opened;
import static ai.agentbar.testing.CommerceEvents.paid;
import static ai.agentbar.testing.CommerceEvents.placed;
import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.kernel.OrderId;
import ai.agentbar.staff.Role;
import ai.agentbar.testing.CommerceEvents;
import ai.agentbar.testing.Firings;
import ai.agentbar.testing.Http.Answer;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.testing.StaffBrowser;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.playbook.Severity;
import java.time.Duration;
import java.util.Random;
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
class BoardPagesTest {

  @LocalServerPort int port;
  @Autowired ApplicationContext program;
  @Autowired CommerceEvents commerce;
  @Autowired MovableClock clock;
  @Autowired JdbcClient jdbc;
  private Firings firings;
  private StaffBrowser staff;

  @BeforeEach
  void aNewDay() {
    firings = new Firings(program);
    firings.begin();
    staff = StaffBrowser.of(program, port, Role.CS);
  }

  @AfterEach
  void nothingFires() {
    firings.forget();
  }

  @Test
  void the_funnel_shows_orders_attempts_and_paid_of_each_range_with_its_normal_band() {
    sell(4, 3);
    clock.move(Duration.ofHours(2));
    sell(2, 1);

    assertThat(staff.page("/boards/payments"))
        .contains("1 paid of 2 attempts", "50\u00a0%", "Normal: ≥ 95 %", "about as many as orders")
        .containsPattern("figure warn\"><a href=\"/orders\\?state=paid\"><span>Conversion");
    assertThat(staff.page("/boards/payments?range=24h"))
        .contains("4 paid of 6 attempts", "67\u00a0%", "Rp\u00a0600.000");
    assertThat(staff.page("/boards/payments?range=7d")).contains("4 paid of 6 attempts");
    assertThat(staff.page("/boards/payments?range=30d")).contains("4 paid of 6 attempts");
  }

  @Test
  void every_number_of_a_chart_leads_to_the_rows_of_its_day() {
    sell(1, 1);
    String day =
        java.time.LocalDate.ofInstant(clock.instant(), ai.agentbar.kernel.Wib.ZONE).toString();

    assertThat(staff.page("/boards/payments"))
        .contains("<td><a href=\"/orders?state=paid&amp;day=" + day + "\">1</a></td>");
    assertThat(staff.page("/boards/webhooks")).contains("/inbox?state=applied&amp;day=" + day);
    assertThat(staff.page("/boards/outbox")).contains("/outbox?state=failed&amp;day=" + day);
    assertThat(staff.page("/boards/pending")).contains("state=pending_payment&amp;day=" + day);
    assertThat(staff.page("/boards/workers")).contains("href=\"/jobs/reconciliation\"");
  }

  @Test
  void a_firing_is_marked_on_the_charts_of_its_metric_and_on_no_other_board() {
    FiringId firing = firings.fire("outbox_backlog", Severity.P2);
    String mark = "<a href=\"/alerts/%s\" aria-label=\"P2 Outbox backlog\"><line".formatted(firing);

    assertThat(staff.page("/boards/outbox")).containsOnlyOnce(mark);
    assertThat(staff.page("/boards")).containsOnlyOnce(mark);
    assertThat(staff.page("/boards/payments")).doesNotContain("/alerts/" + firing);

    clock.move(Duration.ofHours(2));
    firings.end(firing, "outbox_backlog");

    assertThat(staff.page("/boards/outbox")).doesNotContain("/alerts/" + firing);
    assertThat(staff.page("/boards/outbox?range=24h")).containsOnlyOnce(mark);
  }

  @Test
  void what_waits_for_its_payment_is_told_by_how_long_it_waits() {
    String before = staff.page("/boards/pending");
    OrderId id = OrderId.next(clock.instant(), new Random(clock.instant().getEpochSecond()));
    commerce.append(placed(id), attempted(id), opened(id));
    clock.move(Duration.ofMinutes(40));
    commerce.settle();

    String after = staff.page("/boards/pending");

    assertThat(waiting("30–60 min", before)).isZero();
    assertThat(waiting("30–60 min", after)).isOne();
    assertThat(after).contains("Pending over 30 min", "≤ 20 orders for more than 30 minutes");
    commerce.append(paid(id), granted(id));
    commerce.settle();
  }

  @Test
  void a_message_that_was_given_up_is_outside_normal_and_one_click_away() {
    long id = clock.instant().getEpochSecond() * 2;
    commerce.append(message(id, "", "PENDING"), message(id, "PENDING", "FAILED"));
    commerce.settle();

    assertThat(staff.page("/boards/outbox"))
        .containsPattern("figure (warn|bad)\"><a href=\"/outbox\\?state=failed\"><span>Failed");
    commerce.append(message(id, "FAILED", "SENT"));
    commerce.settle();
  }

  @Test
  void the_board_of_workers_names_each_process_and_each_job() {
    jdbc.sql("delete from job_heartbeat").update();
    jdbc.sql(
            """
            insert into job_heartbeat (instance, role, beat_at, stalled)
            values ('node-1', 'WORKER', :now, '')
            """)
        .param("now", clock.instant().atOffset(java.time.ZoneOffset.UTC))
        .update();

    assertThat(staff.page("/boards/workers"))
        .containsPattern("node-1</a>[^!]*?badge good\">Alive")
        .contains("Duration of the jobs", "href=\"/jobs/self-check\"", "alive, ≥ 1");
    jdbc.sql("delete from job_heartbeat").update();
  }

  @Test
  void all_boards_stand_on_one_page_in_the_readers_language_and_range() {
    assertThat(staff.get("/boards?range=7d", "id").text())
        .contains("Corong pembayaran", "Kesehatan webhook", "Umur pesanan pending")
        .contains("Antrean pesan", "Status worker", "/boards/workers?range=7d")
        .contains("href=\"/boards?range=7d\" aria-current=\"true\"", "/live/boards?range=7d");
  }

  @Test
  void a_board_stands_without_a_script_and_none_stands_in_its_page() {
    String page = staff.page("/boards/payments");

    assertThat(page)
        .contains(
            "<svg class=\"drawn\"", "<path class=\"line c1\" d=\"M", "<polygon class=\"band\"")
        .contains("Newest numbers", "<noscript>")
        .doesNotContain("<style", "style=", "onclick=", "javascript:")
        .doesNotContainPattern("<script(?![^>]*\\ssrc=)");
  }

  @Test
  void a_board_nobody_has_is_404_and_leads_to_those_there_are() {
    Answer answer = staff.get("/boards/nonsense");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text()).contains("There is no such board", "href=\"/boards\"");
    assertThat(staff.get("/boards/payments?range=nonsense").status()).isEqualTo(200);
  }

  private void sell(int orders, int paid) {
    Random random = new Random(clock.instant().getEpochSecond());
    for (int i = 0; i < orders; i++) {
      OrderId id = OrderId.next(clock.instant(), random);
      commerce.append(placed(id), attempted(id), opened(id));
      commerce.append(
          i < paid
              ? new CommerceEvents.Told[] {paid(id), granted(id)}
              : new CommerceEvents.Told[] {CommerceEvents.moved(id, "PENDING_PAYMENT", "EXPIRED")});
    }
    commerce.settle();
  }

  private static long waiting(String age, String page) {
    return java.util.regex.Pattern.compile(
            age + "</a>[^!]*?<td class=\"num\"[^>]*><span>(\\d+)</span>")
        .matcher(page)
        .results()
        .mapToLong(it -> Long.parseLong(it.group(1)))
        .findFirst()
        .orElseThrow();
  }
}
