package ai.agentbar.web.console.action;

import ai.agentbar.watch.playbook.ActionName;
import ai.agentbar.web.console.Area;
import ai.agentbar.web.console.Words;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What is done about all that failed: an action of the runbook, with its preview. */
@Controller
class ManyPages {

  private static final Target REQUEUE =
      Target.of(ActionName.REQUEUE_FAILED, Area.MESSAGES, "/outbox/requeue");
  private static final Target REPLAY =
      Target.of(ActionName.REPLAY_NOTIFICATIONS, Area.NOTIFICATIONS, "/inbox/replay");
  private static final Target REVERIFY =
      Target.of(ActionName.REVERIFY_REJECTED, Area.NOTIFICATIONS, "/inbox/reverify");

  private final Pressing pressing;

  ManyPages(Pressing pressing) {
    this.pressing = pressing;
  }

  @GetMapping("/outbox/requeue")
  String previewRequeue(@ModelAttribute(name = "words", binding = false) Words words, Model model) {
    return pressing.preview(REQUEUE, words, model);
  }

  @PostMapping("/outbox/requeue")
  String requeue(
      @RequestParam(defaultValue = "") String reason,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    return pressing.press(REQUEUE, reason, words, model);
  }

  @GetMapping("/inbox/replay")
  String previewReplay(@ModelAttribute(name = "words", binding = false) Words words, Model model) {
    return pressing.preview(REPLAY, words, model);
  }

  @PostMapping("/inbox/replay")
  String replay(
      @RequestParam(defaultValue = "") String reason,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    return pressing.press(REPLAY, reason, words, model);
  }

  @GetMapping("/inbox/reverify")
  String previewReverify(
      @ModelAttribute(name = "words", binding = false) Words words, Model model) {
    return pressing.preview(REVERIFY, words, model);
  }

  @PostMapping("/inbox/reverify")
  String reverify(
      @RequestParam(defaultValue = "") String reason,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    return pressing.press(REVERIFY, reason, words, model);
  }
}
