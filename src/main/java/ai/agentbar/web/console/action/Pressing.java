package ai.agentbar.web.console.action;

import ai.agentbar.watch.playbook.ActionName;
import ai.agentbar.watch.runbook.Action.Preview;
import ai.agentbar.watch.runbook.ActionRequest;
import ai.agentbar.watch.runbook.Asked;
import ai.agentbar.watch.runbook.Runbook;
import ai.agentbar.web.CurrentActor;
import ai.agentbar.web.console.Words;
import ai.agentbar.web.console.action.ConfirmView.Sample;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Shows what an action of the runbook would do, and has it run for a reason. */
@Component
class Pressing {

  private static final String PAGE = "console/confirm";

  /** They open and close a way: it is worth doing while nothing is on it. */
  private static final Set<ActionName> SWITCHES =
      EnumSet.of(ActionName.PAUSE_REMINDERS, ActionName.RESUME_REMINDERS);

  private final Runbook runbook;

  Pressing(Runbook runbook) {
    this.runbook = runbook;
  }

  String preview(Target target, Words words, Model model) {
    return shown(view(target, words), model);
  }

  String press(Target target, String reason, Words words, Model model) {
    ActionRequest request;
    try {
      request = new ActionRequest(target.action(), target.firing(), CurrentActor.get(), reason);
    } catch (IllegalArgumentException _) {
      return shown(view(target, words).refused(reason, words.say("confirm.no-reason")), model);
    }
    return switch (runbook.run(request)) {
      case Asked.Started _ -> "redirect:%s?done=started".formatted(target.paths().back());
      case Asked.AlreadyRunning _ -> "redirect:%s?done=running".formatted(target.paths().back());
    };
  }

  private ConfirmView view(Target target, Words words) {
    Preview preview = runbook.preview(target.action());
    return new ConfirmView(
        target.area().key(),
        target.paths().form(),
        target.paths().back(),
        words.of("action", target.action()),
        preview.text().in(words.reader().language()),
        words.reader().number(preview.touches()),
        new Sample(
            target.action() == ActionName.REQUEUE_FAILED ? "/outbox/" : "", preview.sample()),
        preview.warnings().stream().map(it -> it.in(words.reader().language())).toList(),
        isPossible(target.action(), preview),
        "",
        "");
  }

  private static boolean isPossible(ActionName action, Preview preview) {
    return preview.touches() > 0 || (SWITCHES.contains(action) && preview.warnings().isEmpty());
  }

  private static String shown(ConfirmView view, Model model) {
    model.addAttribute("view", view);
    return PAGE;
  }
}
