package ai.agentbar.web.console.message;

import ai.agentbar.event.StoredEvent;
import ai.agentbar.event.Subscriptions;
import ai.agentbar.notification.Outbox;
import ai.agentbar.notification.OutboxMessage;
import ai.agentbar.order.Orders;
import ai.agentbar.web.console.Area;
import ai.agentbar.web.console.MissingException;
import ai.agentbar.web.console.Words;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;

/** One message and its tries. */
@Controller
class MessagePage {

  private static final int STORY_MAX = 500;

  private final Outbox outbox;
  private final Orders orders;
  private final Subscriptions events;

  MessagePage(Outbox outbox, Orders orders, Subscriptions events) {
    this.outbox = outbox;
    this.orders = orders;
    this.events = events;
  }

  @GetMapping("/outbox/{id:\\d{1,18}}")
  String show(
      @PathVariable long id,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    OutboxMessage message =
        outbox.find(id).orElseThrow(() -> new MissingException("message", Area.MESSAGES));
    model.addAttribute(
        "view", MessageView.of(message, orders.find(message.orderId()), story(message), words));
    return "console/message";
  }

  private List<StoredEvent> story(OutboxMessage message) {
    return events.ofOrder(message.orderId().value(), STORY_MAX).stream()
        .filter(it -> it.number("outbox_id") == message.id())
        .toList();
  }
}
