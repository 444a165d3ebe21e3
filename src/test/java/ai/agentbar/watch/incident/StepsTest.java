package ai.agentbar.watch.incident;

import static ai.agentbar.watch.incident.Sample.AYU;
import static ai.agentbar.watch.incident.Sample.START;
import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.watch.playbook.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StepsTest {

  private static final StepTaken.Way DONE = new StepTaken.Way(false, "");
  private static final String NO_REASON = "";

  private final Sample open = Sample.of(1, Severity.P1, "no_webhook");

  @Test
  void the_steps_are_those_of_the_playbook_in_its_order() {
    assertThat(IncidentStep.values())
        .extracting(Enum::name)
        .containsExactly("DETECT", "ASSESS", "MITIGATE", "COMMUNICATE", "RESOLVE", "POST_MORTEM");
  }

  @Test
  void only_the_next_step_can_be_taken() {
    List<StepTaken> detected = taken(IncidentStep.DETECT);

    assertThat(refusal(detected, IncidentStep.ASSESS, DONE)).isEmpty();
    assertThat(refusal(detected, IncidentStep.MITIGATE, DONE))
        .isEqualTo("MITIGATE is not the next step; that is ASSESS.");
    assertThat(refusal(detected, IncidentStep.DETECT, DONE)).contains("not the next step");
  }

  @Test
  void a_step_is_skipped_only_with_a_reason() {
    List<StepTaken> detected = taken(IncidentStep.DETECT);

    assertThat(refusal(detected, IncidentStep.ASSESS, new StepTaken.Way(true, " ")))
        .contains("why ASSESS is skipped");
    assertThat(refusal(detected, IncidentStep.ASSESS, new StepTaken.Way(true, "known"))).isEmpty();
  }

  @Test
  void resolving_and_signing_have_their_own_way_in() {
    assertThat(refusal(taken(IncidentStep.DETECT), IncidentStep.RESOLVE, DONE))
        .contains("/resolve");
    assertThat(refusal(taken(IncidentStep.DETECT), IncidentStep.POST_MORTEM, DONE))
        .contains("/post-mortem/finish");
  }

  @Test
  void what_fires_is_resolved_only_with_a_reason() {
    List<StepTaken> all = allBeforeResolving();

    assertThat(Steps.refusalToResolve(open.incident(), all, NO_REASON).orElse(""))
        .contains("no_webhook still fires");
    assertThat(Steps.refusalToResolve(open.incident(), all, "false alarm")).isEmpty();
    assertThat(Steps.refusalToResolve(recovered(), all, NO_REASON)).isEmpty();
  }

  @Test
  void steps_left_behind_need_a_reason_too_and_are_named() {
    List<StepTaken> detected = taken(IncidentStep.DETECT, IncidentStep.ASSESS);

    assertThat(Steps.refusalToResolve(recovered(), detected, NO_REASON).orElse(""))
        .contains("[MITIGATE, COMMUNICATE]");
    assertThat(Steps.leftBeforeResolving(detected))
        .containsExactly(IncidentStep.MITIGATE, IncidentStep.COMMUNICATE);
  }

  @Test
  void nothing_moves_in_a_resolved_incident() {
    Incident over = open.resolvedAt(START).incident();

    assertThat(Steps.refusal(over, taken(IncidentStep.DETECT), IncidentStep.ASSESS, DONE))
        .isPresent();
    assertThat(Steps.refusalToResolve(over, List.of(), "again")).isPresent();
    assertThat(Closing.refusalOfSeverity(over, Severity.P0)).isPresent();
  }

  @Test
  void an_incident_nobody_touched_resolves_half_an_hour_after_it_recovered() {
    Instant due = START.plus(Closing.UNTOUCHED_FOR_MAX);

    assertThat(Closing.isDue(recovered(), due.minusSeconds(1))).isFalse();
    assertThat(Closing.isDue(recovered(), due)).isTrue();
    assertThat(Closing.isDue(open.incident(), due.plus(Duration.ofDays(9)))).isFalse();
  }

  @Test
  void one_in_somebodys_hand_is_left_to_them_for_a_day() {
    Incident held = open.acknowledgedAt(START).recoveredAt(START).incident();

    assertThat(Closing.isDue(held, START.plus(Duration.ofHours(24)).minusSeconds(1))).isFalse();
    assertThat(Closing.isDue(held, START.plus(Duration.ofHours(24)))).isTrue();
  }

  @Test
  void p0_and_p1_owe_a_post_mortem_within_48_hours_and_the_others_none() {
    Instant due = START.plus(Duration.ofDays(2));

    assertThat(Closing.postMortemDueAt(Severity.P0, Optional.of(Severity.P0), START)).contains(due);
    assertThat(Closing.postMortemDueAt(Severity.P1, Optional.of(Severity.P1), START)).contains(due);
    assertThat(Closing.postMortemDueAt(Severity.P2, Optional.of(Severity.P2), START)).isEmpty();
    assertThat(Closing.postMortemDueAt(Severity.P3, Optional.of(Severity.P3), START)).isEmpty();
    assertThat(Closing.postMortemDueAt(Severity.P3, Optional.of(Severity.P0), START)).contains(due);
    assertThat(Closing.postMortemDueAt(Severity.P0, Optional.of(Severity.P3), START)).contains(due);
    assertThat(Closing.postMortemDueAt(Severity.P0, Optional.empty(), START)).isEmpty();
  }

  @Test
  void what_fires_cannot_be_talked_down() {
    assertThat(Closing.refusalOfSeverity(open.incident(), Severity.P2).orElse(""))
        .contains("no_webhook fires with P1");
    assertThat(Closing.refusalOfSeverity(open.incident(), Severity.P0)).isEmpty();
    assertThat(Closing.refusalOfSeverity(recovered(), Severity.P3)).isEmpty();
  }

  private Incident recovered() {
    return open.recoveredAt(START).incident();
  }

  private String refusal(List<StepTaken> taken, IncidentStep step, StepTaken.Way way) {
    return Steps.refusal(open.incident(), taken, step, way).orElse("");
  }

  private static List<StepTaken> allBeforeResolving() {
    return taken(
        IncidentStep.DETECT, IncidentStep.ASSESS, IncidentStep.MITIGATE, IncidentStep.COMMUNICATE);
  }

  private static List<StepTaken> taken(IncidentStep... steps) {
    return Stream.of(steps).map(it -> new StepTaken(it, DONE, AYU, START)).toList();
  }
}
