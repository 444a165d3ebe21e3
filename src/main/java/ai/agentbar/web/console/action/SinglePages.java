package ai.agentbar.web.console.action;

import ai.agentbar.kernel.OrderId;
import ai.agentbar.notification.FollowUp;
import ai.agentbar.notification.Outbox;
import ai.agentbar.notification.OutboxMessage;
import ai.agentbar.notification.OutboxState;
import ai.agentbar.notification.Requeue;
import ai.agentbar.order.Orders;
import ai.agentbar.payment.Reconciliation;
import ai.agentbar.watch.runbook.Because;
import ai.agentbar.watch.runbook.Interventions;
import ai.agentbar.web.CurrentActor;
import ai.agentbar.web.console.Area;
import ai.agentbar.web.console.MissingException;
import ai.agentbar.web.console.Words;
import ai.agentbar.web.console.action.ConfirmView.Paths;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What is done about one order or one message. */
@Controller
class SinglePages {

  private static final String PAGE = "console/confirm";

  private final Interventions interventions;
  private final Orders orders;
  private final Outbox outbox;

  SinglePages(Interventions interventions, Orders orders, Outbox outbox) {
    this.interventions = interventions;
    this.orders = orders;
    this.outbox = outbox;
  }

  @GetMapping("/orders/{id}/ask")
  String previewAsking(
      @PathVariable String id,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    model.addAttribute("view", asking(order(id), words));
    return PAGE;
  }

  @PostMapping("/orders/{id}/ask")
  String ask(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String reason,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    OrderId order = order(id);
    Optional<Because> because = because(reason);
    if (because.isEmpty()) {
      return again(asking(order, words).refused(reason, words.say("confirm.no-reason")), model);
    }
    Reconciliation.Run run = interventions.ask(order, because.get());
    return "redirect:/orders/%s?done=%s".formatted(order, outcome(run));
  }

  @GetMapping("/outbox/{id:\\d{1,18}}/resend")
  String previewResending(
      @PathVariable long id,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    model.addAttribute("view", resending(message(id), words));
    return PAGE;
  }

  @PostMapping("/outbox/{id:\\d{1,18}}/resend")
  String resend(
      @PathVariable long id,
      @RequestParam(defaultValue = "") String reason,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    ConfirmView view = resending(message(id), words);
    Optional<Because> because = because(reason);
    if (because.isEmpty()) {
      return again(view.refused(reason, words.say("confirm.no-reason")), model);
    }
    return switch (interventions.resend(id, because.get())) {
      case Requeue.Requeued _ -> "redirect:/outbox/%d?done=resent".formatted(id);
      case Requeue.Closed _ -> "redirect:/outbox/%d?done=closed".formatted(id);
      case Requeue.Refused(String why) ->
          again(view.refused(reason, words.say("confirm.refused", words.because(why))), model);
    };
  }

  @GetMapping("/outbox/{id:\\d{1,18}}/followed-up")
  String previewFollowingUp(
      @PathVariable long id,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    model.addAttribute("view", followingUp(message(id), words));
    return PAGE;
  }

  @PostMapping("/outbox/{id:\\d{1,18}}/followed-up")
  String followUp(
      @PathVariable long id,
      @RequestParam(defaultValue = "") String reason,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    ConfirmView view = followingUp(message(id), words);
    Optional<Because> because = because(reason);
    if (because.isEmpty()) {
      return again(view.refused(reason, words.say("confirm.no-reason")), model);
    }
    return switch (interventions.followedUp(id, because.get())) {
      case FollowUp.Noted _ -> "redirect:/outbox/%d?done=followed-up".formatted(id);
      case FollowUp.Refused(String why) ->
          again(view.refused(reason, words.say("confirm.refused", words.because(why))), model);
    };
  }

  private static String outcome(Reconciliation.Run run) {
    if (run.asked() == 0) {
      return "asked-elsewhere";
    }
    return run.failed() > 0 ? "unanswered" : "asked";
  }

  private static String again(ConfirmView view, Model model) {
    model.addAttribute("view", view);
    return PAGE;
  }

  private static ConfirmView asking(OrderId id, Words words) {
    return ConfirmView.ofOne(
        Area.ORDERS.key(),
        new Paths("/orders/%s/ask".formatted(id), "/orders/" + id),
        words.say("ask.title", id.value()),
        words.say("ask.text"));
  }

  private static ConfirmView resending(OutboxMessage message, Words words) {
    return ConfirmView.ofOne(
        Area.MESSAGES.key(),
        new Paths("/outbox/%d/resend".formatted(message.id()), "/outbox/" + message.id()),
        words.say(
            "resend.title",
            words.of("template", message.template()),
            words.of("channel", message.channel())),
        words.say(
            message.state() == OutboxState.SENT ? "resend.sent" : "resend.text",
            message.orderId().value()));
  }

  private static ConfirmView followingUp(OutboxMessage message, Words words) {
    return ConfirmView.ofOne(
        Area.MESSAGES.key(),
        new Paths("/outbox/%d/followed-up".formatted(message.id()), "/outbox/" + message.id()),
        words.say(
            "follow-up.title",
            words.of("template", message.template()),
            words.of("channel", message.channel())),
        words.say("follow-up.text", message.orderId().value()));
  }

  private OrderId order(String id) {
    return OrderId.parse(id)
        .filter(it -> orders.find(it).isPresent())
        .orElseThrow(() -> new MissingException("order", Area.ORDERS));
  }

  private OutboxMessage message(long id) {
    return outbox.find(id).orElseThrow(() -> new MissingException("message", Area.MESSAGES));
  }

  /** Nothing where no reason was given, or one that is too long. */
  private static Optional<Because> because(String reason) {
    try {
      return Optional.of(new Because(CurrentActor.get(), reason));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
