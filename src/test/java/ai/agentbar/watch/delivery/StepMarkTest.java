package ai.agentbar.watch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.kernel.Actor;
import ai.agentbar.watch.alert.Found;
import ai.agentbar.watch.alert.ProbeResult;
import ai.agentbar.watch.alert.ProbeResult.Verdict;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.playbook.ActionName;
import ai.agentbar.watch.playbook.ProbeName;
import ai.agentbar.watch.playbook.Step;
import ai.agentbar.watch.playbook.Wording;
import ai.agentbar.watch.runbook.ActionRun;
import ai.agentbar.watch.runbook.RunId;
import ai.agentbar.watch.runbook.Tick;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StepMarkTest {

  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
  private static final Wording TEXT = new Wording("Cek", "Check");

  @Test
  void a_step_of_probes_is_done_only_as_far_as_they_found_something_out() {
    assertThat(probed()).isEqualTo("no result yet");
    assertThat(probed(Verdict.UNKNOWN, Verdict.UNKNOWN)).isEqualTo("no result yet");
    assertThat(probed(Verdict.GOOD, Verdict.UNKNOWN)).isEqualTo("partly done by the system");
    assertThat(probed(Verdict.GOOD, Verdict.BAD)).isEqualTo("done by the system");
  }

  @Test
  void an_automatic_action_is_done_only_where_it_ran_to_a_good_end() {
    assertThat(ran(true)).isEqualTo("skipped");
    assertThat(ran(true, run(Optional.empty()))).isEqualTo("started");
    assertThat(ran(true, ended(true))).isEqualTo("failed");
    assertThat(ran(true, ended(false))).isEqualTo("done by the system");
    assertThat(ran(true, ended(false), ended(true))).isEqualTo("failed");
  }

  @Test
  void an_action_of_a_person_is_a_button_until_somebody_pressed_it() {
    assertThat(ran(false)).isEqualTo("button");
    assertThat(ran(false, run(Optional.empty()))).isEqualTo("started");
    assertThat(ran(false, ended(false))).isEqualTo("was run");
  }

  @Test
  void what_only_people_can_do_is_done_once_somebody_ticked_that_very_step() {
    Step.Manual step = new Step.Manual(TEXT, "");
    Tick other = new Tick("Refund", Actor.SYSTEM, NOW);
    Tick its = new Tick("Check", Actor.SYSTEM, NOW);

    assertThat(StepMark.of(step, ticked(other)).english()).isEqualTo("by hand");
    assertThat(StepMark.of(step, ticked(other, its)).english()).isEqualTo("done by hand");
  }

  private static Notice.Known ticked(Tick... ticks) {
    return new Notice.Known(List.of(), List.of(), List.of(ticks));
  }

  private static String probed(Verdict... verdicts) {
    List<ProbeName> probes = List.of(ProbeName.DATABASE, ProbeName.MIDTRANS_API);
    List<Found> found =
        Stream.iterate(0, i -> i < verdicts.length, i -> i + 1)
            .map(i -> new Found(new ProbeResult(probes.get(i), verdicts[i], TEXT, 3), NOW))
            .toList();
    return StepMark.of(new Step.Probe(TEXT, probes), new Notice.Known(found, List.of(), List.of()))
        .english();
  }

  private static String ran(boolean automatic, ActionRun... runs) {
    return StepMark.of(
            new Step.Action(TEXT, ActionName.RUN_RECONCILIATION, automatic),
            new Notice.Known(List.of(), List.of(runs), List.of()))
        .english();
  }

  private static ActionRun ended(boolean failed) {
    return run(Optional.of(new ActionRun.End(NOW, failed, 0, TEXT)));
  }

  private static ActionRun run(Optional<ActionRun.End> end) {
    return new ActionRun(
        new RunId(1),
        ActionName.RUN_RECONCILIATION,
        Optional.empty(),
        Actor.SYSTEM,
        "alert no_webhook fired",
        NOW,
        end,
        new ActionRun.Effect(
            Metric.WEBHOOK_RECEIVED_TOTAL, Optional.empty(), Optional.empty(), Optional.empty()));
  }
}
