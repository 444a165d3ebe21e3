package ai.agentbar.web.console.action;

import ai.agentbar.payment.NotificationArchive;
import ai.agentbar.payment.NotificationArchive.Entry;
import ai.agentbar.watch.runbook.Because;
import ai.agentbar.watch.runbook.Interventions;
import ai.agentbar.web.CurrentActor;
import ai.agentbar.web.console.Area;
import ai.agentbar.web.console.MissingException;
import ai.agentbar.web.console.Span;
import ai.agentbar.web.console.Words;
import ai.agentbar.web.console.action.ConfirmView.Paths;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One notification that failed is processed once more. */
@Controller
@RequestMapping("/inbox/{day}/{id:\\d{1,18}}/replay")
class ReplayPage {

  private static final String PAGE = "console/confirm";

  private final Interventions interventions;
  private final NotificationArchive archive;

  ReplayPage(Interventions interventions, NotificationArchive archive) {
    this.interventions = interventions;
    this.archive = archive;
  }

  @GetMapping
  String preview(
      @PathVariable String day,
      @PathVariable long id,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    return shown(view(day, entry(day, id), words), model);
  }

  @PostMapping
  String replay(
      @PathVariable String day,
      @PathVariable long id,
      @RequestParam(defaultValue = "") String reason,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    ConfirmView view = view(day, entry(day, id), words);
    try {
      return interventions.replay(id, new Because(CurrentActor.get(), reason))
          ? "redirect:%s?done=replayed".formatted(view.back())
          : shown(view.refused(reason, words.say("replay-one.not-failed")), model);
    } catch (IllegalArgumentException _) {
      return shown(view.refused(reason, words.say("confirm.no-reason")), model);
    }
  }

  private static ConfirmView view(String day, Entry entry, Words words) {
    String page = "/inbox/%s/%d".formatted(day, entry.id());
    return ConfirmView.ofOne(
        Area.NOTIFICATIONS.key(),
        new Paths(page + "/replay", page),
        words.say("replay-one.title", words.reader().number(entry.id())),
        words.say("replay-one.text"));
  }

  private static String shown(ConfirmView view, Model model) {
    model.addAttribute("view", view);
    return PAGE;
  }

  private Entry entry(String day, long id) {
    return Span.day(day)
        .flatMap(it -> archive.find(it, id))
        .map(NotificationArchive.Opened::entry)
        .orElseThrow(() -> new MissingException("notification", Area.NOTIFICATIONS));
  }
}
