package ai.agentbar.web.console.action;

import ai.agentbar.watch.playbook.ActionName;
import ai.agentbar.watch.runbook.Action.Preview;
import ai.agentbar.watch.runbook.ActionRequest;
import ai.agentbar.watch.runbook.Asked;
import ai.agentbar.watch.runbook.Runbook;
import ai.agentbar.web.CurrentActor;
import ai.agentbar.web.console.Area;
import ai.agentbar.web.console.Words;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What is done about all that failed: an action of the runbook, with its preview. */
@Controller
class ManyPages {

  private static final String PAGE = "console/confirm";
  private static final Target REQUEUE =
      new Target(ActionName.REQUEUE_FAILED, Area.MESSAGES, "/outbox/requeue");
  private static final Target REPLAY =
      new Target(ActionName.REPLAY_NOTIFICATIONS, Area.NOTIFICATIONS, "/inbox/replay");
  private static final Target REVERIFY =
      new Target(ActionName.REVERIFY_REJECTED, Area.NOTIFICATIONS, "/inbox/reverify");

  /** An action and its page. */
  private record Target(ActionName action, Area area, String path) {}

  private final Runbook runbook;

  ManyPages(Runbook runbook) {
    this.runbook = runbook;
  }

  @GetMapping("/outbox/requeue")
  String previewRequeue(@ModelAttribute(name = "words", binding = false) Words words, Model model) {
    return shown(view(REQUEUE, words), model);
  }

  @PostMapping("/outbox/requeue")
  String requeue(
      @RequestParam(defaultValue = "") String reason,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    return run(REQUEUE, reason, words, model);
  }

  @GetMapping("/inbox/replay")
  String previewReplay(@ModelAttribute(name = "words", binding = false) Words words, Model model) {
    return shown(view(REPLAY, words), model);
  }

  @PostMapping("/inbox/replay")
  String replay(
      @RequestParam(defaultValue = "") String reason,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    return run(REPLAY, reason, words, model);
  }

  @GetMapping("/inbox/reverify")
  String previewReverify(
      @ModelAttribute(name = "words", binding = false) Words words, Model model) {
    return shown(view(REVERIFY, words), model);
  }

  @PostMapping("/inbox/reverify")
  String reverify(
      @RequestParam(defaultValue = "") String reason,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    return run(REVERIFY, reason, words, model);
  }

  private String run(Target target, String reason, Words words, Model model) {
    ActionRequest request;
    try {
      request = new ActionRequest(target.action(), Optional.empty(), CurrentActor.get(), reason);
    } catch (IllegalArgumentException _) {
      return shown(view(target, words).refused(reason, words.say("confirm.no-reason")), model);
    }
    return switch (runbook.run(request)) {
      case Asked.Started _ -> "redirect:%s?done=started".formatted(target.area().path());
      case Asked.AlreadyRunning _ -> "redirect:%s?done=running".formatted(target.area().path());
    };
  }

  private ConfirmView view(Target target, Words words) {
    Preview preview = runbook.preview(target.action());
    return new ConfirmView(
        target.area().key(),
        target.path(),
        target.area().path(),
        words.of("action", target.action()),
        preview.text().in(words.reader().language()),
        words.reader().number(preview.touches()),
        preview.sample(),
        preview.warnings().stream().map(it -> it.in(words.reader().language())).toList(),
        preview.touches() > 0,
        "",
        "");
  }

  private static String shown(ConfirmView view, Model model) {
    model.addAttribute("view", view);
    return PAGE;
  }
}
