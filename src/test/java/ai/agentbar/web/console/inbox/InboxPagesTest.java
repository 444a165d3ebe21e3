package ai.agentbar.web.console.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.kernel.Wib;
import ai.agentbar.staff.Role;
import ai.agentbar.testing.Http;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.Notifications;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.testing.StaffBrowser;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@RoomTest
class InboxPagesTest {

  private static final Pattern LINK = Pattern.compile("href=\"(/inbox/[\\w-]+/\\d+)\"");
  private static final Pattern OLDER = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");
  private static final String ATTEMPT = "231126HJKMNP-1";

  @LocalServerPort int port;
  @Autowired ApplicationContext program;
  @Autowired MovableClock clock;
  @Autowired JdbcClient jdbc;
  private StaffBrowser staff;

  @BeforeEach
  void connect() {
    clock.set(RoomTest.START);
    staff = StaffBrowser.of(program, port, Role.CS);
  }

  @Test
  void one_that_was_ignored_is_found_on_its_day_and_opened_with_verdict_and_masked_body() {
    String link = stored("IGNORED", "DUPLICATE", Instant.parse("2026-11-20T16:30:00Z"));

    assertThat(links(page("/inbox?day=2026-11-20"))).contains(link);
    assertThat(links(page("/inbox?day=2026-11-20&state=ignored"))).contains(link);
    assertThat(links(page("/inbox?day=2026-11-20&state=applied"))).doesNotContain(link);
    assertThat(links(page("/inbox?day=2026-11-21"))).doesNotContain(link);
    assertThat(page(link))
        .contains("Said before", "It told nothing new", "settlement", "/orders/231126HJKMNP")
        .containsPattern("signature_key&quot; : &quot;\\*\\*\\*&quot;")
        .doesNotContainPattern("[0-9a-f]{128}");
  }

  @Test
  void one_that_failed_is_shown_whatever_its_day_with_its_error() {
    String link = stored("FAILED", null, Instant.parse("2026-02-03T03:00:00Z"));

    assertThat(page("/inbox")).containsPattern("state=failed\"><b>[1-9]\\d*</b> <span>failed");
    assertThat(links(page("/inbox?state=failed"))).contains(link);
    assertThat(page(link))
        .contains("waits for a person", "no answer for s***@example.com")
        .doesNotContain("siti@");
  }

  @Test
  void one_that_failed_is_processed_again_by_its_button_for_a_reason_and_once() {
    String link = stored("FAILED", null, Instant.parse("2026-02-04T03:00:00Z"));
    String form = link + "/replay";
    StaffBrowser operator = StaffBrowser.of(program, port, Role.OPS);
    assertThat(operator.page(link)).contains("href=\"%s\"".formatted(form));
    assertThat(page(link)).doesNotContain(form);

    assertThat(operator.send(form, " ").text()).contains("Say why");
    assertThat(operator.page(link)).contains("waits for a person");
    Http.Answer again = operator.send(form, "Midtrans answers again");
    Http.Answer twice = operator.send(form, "and once more");

    assertThat(again.header("Location")).endsWith(link + "?done=replayed");
    assertThat(operator.page(link)).doesNotContain("waits for a person", form);
    assertThat(twice.text()).contains("it has not failed");
  }

  @Test
  void one_that_was_turned_away_says_what_may_be_wrong() {
    long id =
        jdbc.sql(
                """
                insert into payment_inbox_rejected (received_at, reason, body)
                values (:at, 'BAD_SIGNATURE', :body)
                returning id
                """)
            .param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .param("body", Notifications.about(ATTEMPT, "t-1").signedWith("another key"))
            .query(Long.class)
            .single();

    assertThat(links(page("/inbox?state=rejected"))).contains("/inbox/rejected/" + id);
    assertThat(page("/inbox/rejected/" + id))
        .contains("turned away at the door", "check the key", "Bad signature");
  }

  @Test
  void pages_lead_through_all_of_a_day_and_none_twice() {
    List<String> stored = new ArrayList<>();
    for (int i = 0; i < InboxPage.PAGE_ROWS + 2; i++) {
      stored.add(stored("APPLIED", null, Instant.parse("2026-11-10T03:00:00Z").plusSeconds(i / 3)));
    }

    String first = page("/inbox?day=2026-11-10");
    List<String> all = new ArrayList<>(links(first));
    all.addAll(links(page(older(first))));

    assertThat(all).containsExactlyElementsOf(stored.reversed());
  }

  @Test
  void a_day_without_any_says_what_to_check() {
    assertThat(page("/inbox?day=2026-10-01"))
        .contains("No notification on this day", "check the notification URL");
    assertThat(page("/inbox?day=2026-10-01&state=ignored")).contains("No notification matches");
    assertThat(page("/inbox?day=nonsense&before=x&state=y")).contains("Notifications");
  }

  @Test
  void one_that_does_not_exist_is_404_and_says_why_that_may_be() {
    for (String path :
        List.of("/inbox/2026-11-23/999999999", "/inbox/rejected/999999999", "/inbox/x/1")) {
      Http.Answer answer = staff.get(path, "en");
      assertThat(answer.status()).as(path).isEqualTo(404);
      assertThat(answer.text()).contains("older than notifications are kept", "href=\"/inbox\"");
    }
  }

  private String stored(String state, @Nullable String reason, Instant at) {
    long id =
        jdbc.sql(
                """
                insert into payment_inbox (received_at, gateway_order_id, body, state, reason,
                                           closed_at, attempts, last_error)
                values (:at, :attempt, :body, :state, :reason,
                        :at, 2, 'no answer for siti@example.com')
                returning id
                """)
            .param("at", at.atOffset(ZoneOffset.UTC))
            .param("attempt", ATTEMPT)
            .param("body", Notifications.about(ATTEMPT, "t-1").signed())
            .param("state", state)
            .param("reason", reason)
            .query(Long.class)
            .single();
    return "/inbox/%s/%d".formatted(LocalDate.ofInstant(at, Wib.ZONE), id);
  }

  private String page(String path) {
    return staff.page(path);
  }

  private static String older(String page) {
    return OLDER.matcher(page).results().findFirst().orElseThrow().group(1).replace("&amp;", "&");
  }

  private static List<String> links(String page) {
    return LINK.matcher(page).results().map((MatchResult it) -> it.group(1)).toList();
  }
}
