package ai.agentbar.watch.incident;

import static ai.agentbar.watch.incident.Sample.START;
import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.watch.incident.Escalating.Escalation;
import ai.agentbar.watch.incident.Terms.Due;
import ai.agentbar.watch.incident.Terms.Stage;
import ai.agentbar.watch.playbook.Severity;
import ai.agentbar.watch.playbook.Team;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EscalatingTest {

  private static final Team LEAD = new Team("tech_lead", "Tech Lead", List.of(), List.of());
  private static final Terms TERMS =
      new Terms(
          Optional.of(Sample.ACKNOWLEDGE_WITHIN),
          Optional.of(Sample.RESOLVE_WITHIN),
          List.of(new Stage(70, List.of(LEAD))));

  private final Sample open = Sample.of(1, Severity.P1, "no_webhook");

  @Test
  void a_clock_is_told_at_its_share_and_not_a_second_before() {
    assertThat(told(open, minutes(7).minusSeconds(1))).isEmpty();
    assertThat(told(open, minutes(7))).containsExactly("ACKNOWLEDGE 70");
    assertThat(told(open, minutes(10).minusSeconds(1))).containsExactly("ACKNOWLEDGE 70");
  }

  @Test
  void a_clock_that_ran_out_is_told_to_those_of_the_last_share() {
    List<Escalation> due = Escalating.due(open.incident(), TERMS, minutes(10));

    assertThat(due).extracting(Escalation::percent).containsExactly(100);
    assertThat(due.getFirst().isOverdue()).isTrue();
    assertThat(due.getFirst().teams()).containsExactly(LEAD);
    assertThat(due.getFirst().dueAt()).isEqualTo(minutes(10));
  }

  @Test
  void both_clocks_run_at_once_and_after_a_pause_only_the_last_share_of_each_is_told() {
    assertThat(told(open, minutes(21))).containsExactly("ACKNOWLEDGE 100", "RESOLVE 70");
    assertThat(told(open, minutes(600))).containsExactly("ACKNOWLEDGE 100", "RESOLVE 100");
  }

  @Test
  void acknowledging_stops_the_first_clock_and_not_the_second() {
    Sample acknowledged = open.acknowledgedAt(minutes(6));

    assertThat(told(acknowledged, minutes(12))).isEmpty();
    assertThat(told(acknowledged, minutes(30))).containsExactly("RESOLVE 100");
  }

  @Test
  void nothing_is_told_while_nothing_fires_or_once_it_is_resolved() {
    assertThat(told(open.recoveredAt(minutes(6)), minutes(60))).isEmpty();
    assertThat(told(open.resolvedAt(minutes(6)), minutes(60))).isEmpty();
  }

  @Test
  void a_clock_is_overdue_by_the_moment_it_was_stopped() {
    Clock late = open.acknowledgedAt(minutes(11)).incident().acknowledge().orElseThrow();
    Clock intime = open.acknowledgedAt(minutes(10)).incident().acknowledge().orElseThrow();

    assertThat(late.isOverdue(minutes(11))).isTrue();
    assertThat(intime.isOverdue(minutes(90))).isFalse();
  }

  @Test
  void a_severity_without_clocks_tells_nothing() {
    Terms none = new Terms(Optional.empty(), Optional.empty(), List.of());

    assertThat(none.from(START)).isEqualTo(new Due(START, Optional.empty(), Optional.empty()));
  }

  @Test
  void becoming_worse_starts_the_new_clocks_and_gives_nobody_more_time() {
    Due before = TERMS.from(START);

    Due soon = TERMS.from(minutes(25)).notLaterThan(before);
    Due fromNone =
        TERMS.from(minutes(25)).notLaterThan(new Due(START, Optional.empty(), Optional.empty()));

    assertThat(soon.resolveAt()).contains(minutes(30));
    assertThat(soon.acknowledgeAt()).contains(minutes(10));
    assertThat(fromNone.resolveAt()).contains(minutes(55));
    assertThat(fromNone.startedAt()).isEqualTo(minutes(25));
  }

  @Test
  void a_post_mortem_is_told_once_it_is_over_its_time() {
    Sample owing = open.resolvedAt(minutes(20)).owingPostMortemBy(minutes(60));

    assertThat(told(owing, minutes(60).minusSeconds(1))).isEmpty();
    assertThat(told(owing, minutes(60))).containsExactly("POST_MORTEM 100");
  }

  private static Instant minutes(int number) {
    return START.plus(Duration.ofMinutes(number));
  }

  private static List<String> told(Sample sample, Instant now) {
    return Escalating.due(sample.incident(), TERMS, now).stream()
        .map(it -> it.clock() + " " + it.percent())
        .toList();
  }
}
