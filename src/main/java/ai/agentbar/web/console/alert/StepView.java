package ai.agentbar.web.console.alert;

import ai.agentbar.watch.alert.ProbeResult;
import ai.agentbar.watch.playbook.ActionName;
import ai.agentbar.watch.playbook.ProbeName;
import ai.agentbar.watch.playbook.Step;
import ai.agentbar.watch.runbook.ActionRun;
import ai.agentbar.web.console.Badge;
import ai.agentbar.web.console.Words;
import java.util.List;
import java.util.Optional;

/**
 * One step of what is done about an alert.
 *
 * @param kind {@code probe}, {@code action}, {@code manual}, or {@code ticked} where that was done
 * @param badges what was found, or how the action ran
 * @param more in small letters, or empty
 * @param link where it is done, or empty
 * @param button what stands on the button that leads there, or empty
 */
public record StepView(
    String kind, String text, List<Badge> badges, String more, String link, String button) {

  static StepView of(Step step, AlertFile file, Words words) {
    String text = step.text().in(words.reader().language());
    return switch (step) {
      case Step.Probe probe -> new StepView("probe", text, badges(probe, file, words), "", "", "");
      case Step.Action action -> action(action, text, file, words);
      case Step.Manual manual -> manual(manual, text, file, words);
    };
  }

  private static StepView manual(Step.Manual step, String text, AlertFile file, Words words) {
    return file.ticks().stream()
        .filter(it -> it.isOf(step))
        .findFirst()
        .map(
            it ->
                new StepView(
                    "ticked",
                    text,
                    List.of(new Badge(words.say("step-is.done"), "good")),
                    words.who(it.actor()) + " · " + words.reader().moment(it.at()),
                    step.link(),
                    ""))
        .orElseGet(() -> new StepView("manual", text, List.of(), "", step.link(), ""));
  }

  private static List<Badge> badges(Step.Probe step, AlertFile file, Words words) {
    return step.probes().stream().map(it -> badge(it, file.results(), words)).toList();
  }

  private static Badge badge(ProbeName probe, List<ProbeResult> results, Words words) {
    String name = words.of("probe", probe);
    return results.stream()
        .filter(it -> it.probe() == probe)
        .findFirst()
        .map(it -> new Badge(name + ": " + words.of("probe-is", it.verdict()), tone(it)))
        .orElseGet(() -> new Badge(name + ": " + words.say("probe-is.waiting"), ""));
  }

  static String tone(ProbeResult result) {
    return switch (result.verdict()) {
      case GOOD -> "good";
      case BAD -> "bad";
      case UNKNOWN -> "warn";
    };
  }

  private static StepView action(Step.Action step, String text, AlertFile file, Words words) {
    Optional<ActionRun> last =
        file.runs().stream().filter(it -> it.action() == step.action()).reduce((_, newer) -> newer);
    return new StepView(
        "action",
        text,
        last.map(it -> ran(it, words)).stream().toList(),
        last.flatMap(ActionRun::end)
            .map(it -> it.text().in(words.reader().language()))
            .orElseGet(() -> step.automatic() ? words.say("alert.step.automatic") : ""),
        link(step.action(), file),
        words.of("action-button", step.action()));
  }

  static String link(ActionName action, AlertFile file) {
    return "/alerts/%s/actions/%s".formatted(file.firing().id(), Words.lower(action));
  }

  static Badge ran(ActionRun run, Words words) {
    if (run.isUnderWay()) {
      return new Badge(words.say("action-is.running"), "warn");
    }
    return run.end().orElseThrow().failed()
        ? new Badge(words.say("action-is.failed"), "bad")
        : new Badge(words.say("action-is.done"), "good");
  }
}
