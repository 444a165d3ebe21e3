package ai.agentbar.watch.delivery;

import ai.agentbar.watch.alert.Found;
import ai.agentbar.watch.alert.ProbeResult.Verdict;
import ai.agentbar.watch.playbook.ActionName;
import ai.agentbar.watch.playbook.ProbeName;
import ai.agentbar.watch.playbook.Step;
import ai.agentbar.watch.playbook.Wording;
import ai.agentbar.watch.runbook.ActionRun;
import java.util.List;
import java.util.Optional;

/**
 * How far a step has come, by what was found, run and ticked for the firing, and by nothing else.
 * Pure.
 */
final class StepMark {

  private static final Wording DONE = new Wording("sudah oleh sistem", "done by the system");
  private static final Wording DONE_IN_PART =
      new Wording("sebagian oleh sistem", "partly done by the system");
  private static final Wording NO_RESULT = new Wording("belum ada hasil", "no result yet");
  private static final Wording STARTED = new Wording("dimulai", "started");
  private static final Wording RAN = new Wording("sudah dijalankan", "was run");
  private static final Wording FAILED = new Wording("gagal", "failed");
  private static final Wording SKIPPED = new Wording("dilewati", "skipped");
  private static final Wording BUTTON = new Wording("tombol", "button");
  private static final Wording BY_HAND = new Wording("manual", "by hand");
  private static final Wording DONE_BY_HAND = new Wording("sudah dikerjakan", "done by hand");

  private StepMark() {}

  static Wording of(Step step, Notice.Known known) {
    return switch (step) {
      case Step.Probe probe -> probed(probe.probes(), known.found());
      case Step.Action action -> ran(action, last(action.action(), known.runs()));
      case Step.Manual manual ->
          known.ticks().stream().anyMatch(it -> it.isOf(manual)) ? DONE_BY_HAND : BY_HAND;
    };
  }

  private static Wording probed(List<ProbeName> probes, List<Found> found) {
    long known = probes.stream().filter(it -> isKnown(it, found)).count();
    if (known == 0) {
      return NO_RESULT;
    }
    return known == probes.size() ? DONE : DONE_IN_PART;
  }

  private static boolean isKnown(ProbeName probe, List<Found> found) {
    return found.stream()
        .map(Found::result)
        .anyMatch(it -> it.probe() == probe && it.verdict() != Verdict.UNKNOWN);
  }

  private static Optional<ActionRun> last(ActionName action, List<ActionRun> runs) {
    return runs.stream().filter(it -> it.action() == action).reduce((_, newer) -> newer);
  }

  /** An automatic one is asked for with the firing, unless it ran or was running just before. */
  private static Wording ran(Step.Action step, Optional<ActionRun> last) {
    if (last.isEmpty()) {
      return step.automatic() ? SKIPPED : BUTTON;
    }
    return last.get()
        .end()
        .map(it -> it.failed() ? FAILED : step.automatic() ? DONE : RAN)
        .orElse(STARTED);
  }
}
