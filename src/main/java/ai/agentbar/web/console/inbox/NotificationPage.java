package ai.agentbar.web.console.inbox;

import ai.agentbar.payment.NotificationArchive;
import ai.agentbar.payment.NotificationArchive.Opened;
import ai.agentbar.web.console.Area;
import ai.agentbar.web.console.MissingException;
import ai.agentbar.web.console.Span;
import ai.agentbar.web.console.Words;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;

/** One notification with its raw body, masked. */
@Controller
class NotificationPage {

  private final NotificationArchive archive;

  NotificationPage(NotificationArchive archive) {
    this.archive = archive;
  }

  /** By its day in WIB and its number. */
  @GetMapping("/inbox/{day}/{id:\\d{1,18}}")
  String show(
      @PathVariable String day,
      @PathVariable long id,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    return shown(Span.day(day).flatMap(it -> archive.find(it, id)), words, model);
  }

  @GetMapping("/inbox/rejected/{id:\\d{1,18}}")
  String showRejected(
      @PathVariable long id,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    return shown(archive.findRejected(id), words, model);
  }

  private static String shown(Optional<Opened> found, Words words, Model model) {
    Opened opened =
        found.orElseThrow(() -> new MissingException("notification", Area.NOTIFICATIONS));
    model.addAttribute("view", NotificationView.of(opened, words));
    return "console/notification";
  }
}
