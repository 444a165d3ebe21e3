package ai.agentbar.web.api;

import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.playbook.ActionName;
import ai.agentbar.watch.playbook.Wording;
import ai.agentbar.watch.runbook.Action;
import ai.agentbar.watch.runbook.ActionRun;
import ai.agentbar.watch.runbook.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The runbook as its API shows it. */
final class RunbookView {

  private RunbookView() {}

  /**
   * @param state {@code running}, {@code done} or {@code failed}
   * @param metricBefore the number that shows whether it helped, before the run; at its end; a
   *     while after it
   */
  record RunView(
      RunId id,
      String action,
      @Nullable FiringId firing,
      String actor,
      String reason,
      String state,
      Instant askedAt,
      @Nullable Instant endedAt,
      long touched,
      @Nullable Wording result,
      String metric,
      @Nullable Long metricBefore,
      @Nullable Long metricAtEnd,
      @Nullable Long metricAfter) {

    static RunView of(ActionRun run) {
      ActionRun.@Nullable End end = run.end().orElse(null);
      return new RunView(
          run.id(),
          key(run.action()),
          run.firing().orElse(null),
          run.actor().toString(),
          run.reason(),
          end == null ? "running" : end.failed() ? "failed" : "done",
          run.askedAt(),
          end == null ? null : end.at(),
          end == null ? 0 : end.touched(),
          end == null ? null : end.text(),
          run.effect().metric().key(),
          run.effect().before().orElse(null),
          run.effect().atEnd().orElse(null),
          run.effect().after().orElse(null));
    }
  }

  /** An action and its newest run, if it ever ran. */
  record ActionView(String action, @Nullable RunView lastRun) {}

  /** What an action would touch now. */
  record PreviewView(
      String action, long touches, List<String> sample, Wording text, List<Wording> warnings) {

    static PreviewView of(ActionName name, Action.Preview preview) {
      return new PreviewView(
          key(name), preview.touches(), preview.sample(), preview.text(), preview.warnings());
    }
  }

  record StartedView(RunId run) {}

  static String key(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
