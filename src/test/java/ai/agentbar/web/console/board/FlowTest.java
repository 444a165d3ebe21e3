package ai.agentbar.web.console.board;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.job.LifeSigns.Sign;
import ai.agentbar.job.Role;
import ai.agentbar.watch.playbook.Severity;
import ai.agentbar.web.console.board.Flow.Counted;
import ai.agentbar.web.console.board.Flow.Fired;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FlowTest {

  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");

  @ParameterizedTest(name = "{0} placed, {1} attempts, {2} paid: {3}")
  @CsvSource({
    "0, 0, 0, QUIET",
    "3, 0, 0, UNPAYABLE",
    "3, 2, 0, UNPAID",
    "0, 1, 0, UNPAID",
    "3, 3, 1, FLOWING",
    "0, 0, 1, FLOWING",
    "9, 0, 1, FLOWING",
  })
  void the_headline_says_how_far_orders_come(
      long placed, long attempts, long paid, Flow.Verdict verdict) {
    assertThat(flow(NOW, List.of(), new Counted(placed, attempts, paid)).verdict())
        .isEqualTo(verdict);
  }

  @Test
  void numbers_older_than_half_a_minute_say_nothing_whatever_they_are() {
    Counted paid = new Counted(3, 3, 3);

    assertThat(flow(NOW.minusSeconds(30), List.of(), paid).verdict())
        .isEqualTo(Flow.Verdict.FLOWING);
    assertThat(flow(NOW.minusMillis(30_001), List.of(), paid).verdict())
        .isEqualTo(Flow.Verdict.BLIND);
    assertThat(flow(NOW.minusSeconds(31), List.of(), new Counted(0, 0, 0)).verdict())
        .isEqualTo(Flow.Verdict.BLIND);
  }

  @ParameterizedTest
  @MethodSource
  void numbers_that_nobody_judges_are_no_comfort(List<Sign> signs, Flow.Verdict verdict) {
    assertThat(flow(NOW, signs, new Counted(1, 1, 1)).verdict()).isEqualTo(verdict);
  }

  @Test
  void rules_that_were_not_judged_for_half_a_minute_are_no_comfort_whoever_lives() {
    Counted paid = new Counted(1, 1, 1);
    List<Sign> well = List.of(sign(Role.WATCH, 1, ""));

    assertThat(new Flow(NOW, NOW, Optional.of(NOW.minusSeconds(30)), well, paid).verdict())
        .isEqualTo(Flow.Verdict.FLOWING);
    assertThat(new Flow(NOW, NOW, Optional.of(NOW.minusSeconds(31)), well, paid).verdict())
        .isEqualTo(Flow.Verdict.UNJUDGED);
  }

  static Stream<Arguments> numbers_that_nobody_judges_are_no_comfort() {
    Sign well = sign(Role.WATCH, 1, "");
    Sign hangs = sign(Role.WATCH, 1, "alert-delivery, alert-evaluation");
    return Stream.of(
        Arguments.of(List.of(hangs), Flow.Verdict.UNJUDGED),
        Arguments.of(List.of(hangs, sign(Role.API, 1, "")), Flow.Verdict.UNJUDGED),
        Arguments.of(List.of(hangs, sign(Role.WATCH, 16, "")), Flow.Verdict.UNJUDGED),
        Arguments.of(List.of(hangs, well), Flow.Verdict.FLOWING),
        Arguments.of(List.of(sign(Role.WATCH, 1, "alert-delivery")), Flow.Verdict.FLOWING),
        Arguments.of(List.of(sign(Role.API, 1, "alert-evaluation")), Flow.Verdict.FLOWING));
  }

  @ParameterizedTest(name = "{0}, silenced: {1}: {2}")
  @CsvSource({
    "P0, false, ALARM",
    "P1, false, ALARM",
    "P2, false, UNEASY",
    "P3, false, UNEASY",
    "P0, true, UNEASY",
  })
  void only_what_must_be_answered_at_once_and_is_not_silenced_is_red(
      Severity severity, boolean silenced, Flow.Mood mood) {
    assertThat(Flow.mood(List.of(new Fired(severity, silenced)))).isEqualTo(mood);
    assertThat(Flow.mood(List.of(new Fired(Severity.P3, false), new Fired(severity, silenced))))
        .isEqualTo(mood);
    assertThat(Flow.mood(List.of())).isEqualTo(Flow.Mood.CALM);
  }

  private static Flow flow(Instant foldedUntil, List<Sign> signs, Counted counted) {
    return new Flow(NOW, foldedUntil, Optional.empty(), signs, counted);
  }

  private static Sign sign(Role role, int secondsAgo, String stalled) {
    return new Sign("node", role, NOW.minus(Duration.ofSeconds(secondsAgo)), stalled);
  }
}
