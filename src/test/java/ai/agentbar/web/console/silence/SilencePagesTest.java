package ai.agentbar.web.console.silence;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.staff.Role;
import ai.agentbar.testing.CommerceEvents;
import ai.agentbar.testing.Firings;
import ai.agentbar.testing.Http.Answer;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.testing.StaffBrowser;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.alert.Silences;
import ai.agentbar.watch.playbook.Severity;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
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
class SilencePagesTest {

  private static final String RULE = "outbox_backlog";

  @LocalServerPort int port;
  @Autowired ApplicationContext program;
  @Autowired Silences silences;
  @Autowired CommerceEvents commerce;
  @Autowired MovableClock clock;
  private Firings firings;
  private StaffBrowser operator;

  @BeforeEach
  void aNewDay() {
    firings = new Firings(program);
    firings.begin();
    operator = StaffBrowser.of(program, port, Role.OPS);
  }

  @AfterEach
  void nothingFires() {
    firings.forget();
  }

  @Test
  void a_rule_is_silenced_until_a_moment_of_the_readers_clock_and_the_silence_ended_by_hand() {
    assertThat(operator.page("/silences?rule=" + RULE))
        .contains("Nothing is silenced", "No silence is over yet", "Until (WIB)")
        .containsPattern("value=\"outbox_backlog\" selected");

    Answer begun = begin(RULE, "planned move of the mail server", in(Duration.ofMinutes(90)));

    assertThat(begun.header("Location")).endsWith("/silences?done=silenced");
    assertThat(silences.isSilenced(RULE)).isTrue();
    assertThat(operator.page("/silences"))
        .contains("Outbox backlog", "planned move of the mail server", operator.login())
        .contains("ends in 1 h 30 min", "does not fire");

    String end = "/silences/" + silences.standing().getFirst().id() + "/end";
    assertThat(operator.fill("/silences", end, Map.of()).header("Location"))
        .endsWith("?done=silence-ended");
    assertThat(operator.fill("/silences", end, Map.of()).header("Location"))
        .endsWith("?done=silence-ended-before");
    assertThat(operator.page("/silences"))
        .contains("Nothing is silenced", "ended by " + operator.login());
    assertThat(operator.get("/silences", "id").text())
        .contains("diakhiri oleh " + operator.login(), "Tidak ada yang disenyapkan");
  }

  @Test
  void one_whose_time_is_over_stands_among_those_that_are_over() {
    begin(RULE, "ten minutes of work", in(Duration.ofMinutes(10)));
    clock.move(Duration.ofMinutes(11));
    commerce.settle();

    assertThat(operator.page("/silences"))
        .containsSubsequence("Nothing is silenced", "ten minutes of work", "its time was over");
  }

  @Test
  void what_is_refused_says_so_at_its_field_and_keeps_what_was_typed() {
    String reason = "it is \"known\"";
    assertThat(begin("no_such_rule", reason, in(Duration.ofMinutes(5))).text())
        .contains("Nothing was silenced", "Choose a rule of the playbook");
    assertThat(begin(RULE, " ", in(Duration.ofMinutes(5))).text())
        .containsPattern("id=\"why-reason\">Say why")
        .containsPattern("value=\"outbox_backlog\" selected");
    assertThat(begin(RULE, reason, in(Duration.ofMinutes(-5))).text())
        .containsPattern("id=\"why-until\">That moment is over already")
        .contains("value=\"it is &quot;known&quot;\"");
    assertThat(begin(RULE, reason, in(Duration.ofDays(31))).text())
        .containsPattern("id=\"why-until\">A silence lasts 30 days at most");
    assertThat(begin(RULE, reason, "tomorrow").text())
        .containsPattern("id=\"why-until\">Say until when");
    assertThat(silences.standing()).isEmpty();
  }

  @Test
  void a_p0_is_silenced_for_an_hour_at_most_also_where_it_only_fires_as_one() {
    firings.fire(RULE, Severity.P0);

    assertThat(begin("payment_double", "known", in(Duration.ofMinutes(61))).text())
        .containsPattern("id=\"why-until\">A P0 can be silenced for one hour at most");
    assertThat(begin(RULE, "known", in(Duration.ofMinutes(61))).text())
        .containsPattern("id=\"why-until\">A P0 can be silenced for one hour at most");
    assertThat(begin(RULE, "known", in(Duration.ofMinutes(60))).header("Location"))
        .endsWith("?done=silenced");
  }

  @Test
  void what_fires_silently_says_so_and_leads_to_its_alert_and_from_there_back() {
    FiringId firing = firings.fire(RULE, Severity.P2);
    begin(RULE, "known", in(Duration.ofMinutes(30)));

    assertThat(operator.page("/silences")).contains("fires silently", "/alerts/" + firing);
    assertThat(operator.page("/alerts/" + firing))
        .contains("href=\"/silences?rule=" + RULE + "\"", "End the silence");
  }

  @Test
  void whoever_only_sees_finds_no_form_and_may_not_send_one() {
    StaffBrowser reader = StaffBrowser.of(program, port, Role.CS);

    assertThat(reader.page("/silences")).doesNotContain("Silence a rule");
    assertThat(
            reader
                .fill(
                    "/silences",
                    "/silences",
                    Map.of("rule", RULE, "reason", "x", "until", in(Duration.ofMinutes(5))))
                .status())
        .isEqualTo(403);
    assertThat(silences.standing()).isEmpty();
  }

  private Answer begin(String rule, String reason, String until) {
    return operator.fill(
        "/silences", "/silences", Map.of("rule", rule, "reason", reason, "until", until));
  }

  /** As a browser sends a moment: without seconds or a zone. */
  private String in(Duration time) {
    return LocalDateTime.ofInstant(clock.instant().plus(time), ZoneId.of("Asia/Jakarta"))
        .toString();
  }
}
