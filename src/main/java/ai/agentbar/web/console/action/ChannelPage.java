package ai.agentbar.web.console.action;

import ai.agentbar.notification.ChannelName;
import ai.agentbar.notification.Outbox;
import ai.agentbar.notification.Requeue;
import ai.agentbar.watch.runbook.Because;
import ai.agentbar.watch.runbook.Interventions;
import ai.agentbar.web.CurrentActor;
import ai.agentbar.web.console.Area;
import ai.agentbar.web.console.Choices;
import ai.agentbar.web.console.MissingException;
import ai.agentbar.web.console.Words;
import ai.agentbar.web.console.action.ConfirmView.Sample;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What is done about all that failed in one channel; the others stay as they are. */
@Controller
class ChannelPage {

  private static final String PAGE = "console/confirm";

  private final Interventions interventions;
  private final Outbox outbox;

  ChannelPage(Interventions interventions, Outbox outbox) {
    this.interventions = interventions;
    this.outbox = outbox;
  }

  @GetMapping(path = "/outbox/requeue", params = "channel")
  String preview(
      @RequestParam String channel,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    return shown(view(chosen(channel), words), model);
  }

  @PostMapping(path = "/outbox/requeue", params = "channel")
  String requeue(
      @RequestParam String channel,
      @RequestParam(defaultValue = "") String reason,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    ChannelName chosen = chosen(channel);
    Because because;
    try {
      because = new Because(CurrentActor.get(), reason);
    } catch (IllegalArgumentException _) {
      return shown(view(chosen, words).refused(reason, words.say("confirm.no-reason")), model);
    }
    interventions.resendFailed(chosen, because);
    return "redirect:%s&done=resent-many".formatted(back(chosen));
  }

  private ConfirmView view(ChannelName channel, Words words) {
    Requeue.Outlook outlook = outbox.requeueOutlook(channel);
    String name = words.of("channel", channel);
    String requeued = words.reader().number(outlook.batch().requeued());
    return new ConfirmView(
        Area.MESSAGES.key(),
        "/outbox/requeue?channel=" + Words.lower(channel),
        back(channel),
        words.say("requeue-channel.title", name),
        words.say(
            "requeue-channel.text",
            name,
            words.reader().number(outlook.batch().closed()),
            words.reader().number(outlook.batch().refused())),
        requeued,
        new Sample("/outbox/", outlook.sample().stream().map(String::valueOf).toList()),
        outlook.batch().more()
            ? List.of(
                words.say("requeue-channel.more", words.reader().number(Outbox.REQUEUE_ROWS_MAX)))
            : List.of(),
        outlook.batch().requeued() + outlook.batch().closed() > 0,
        "",
        "");
  }

  private static ChannelName chosen(String channel) {
    return Choices.chosen(ChannelName.class, channel)
        .orElseThrow(() -> new MissingException("channel", Area.MESSAGES));
  }

  private static String back(ChannelName channel) {
    return "/outbox?channel=" + Words.lower(channel);
  }

  private static String shown(ConfirmView view, Model model) {
    model.addAttribute("view", view);
    return PAGE;
  }
}
