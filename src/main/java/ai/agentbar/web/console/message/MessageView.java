package ai.agentbar.web.console.message;

import ai.agentbar.event.StoredEvent;
import ai.agentbar.notification.MessageTemplate;
import ai.agentbar.notification.OutboxMessage;
import ai.agentbar.notification.OutboxState;
import ai.agentbar.order.Order;
import ai.agentbar.web.console.Badge;
import ai.agentbar.web.console.Fact;
import ai.agentbar.web.console.Moment;
import ai.agentbar.web.console.Reader;
import ai.agentbar.web.console.Story;
import ai.agentbar.web.console.Words;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One message in one language.
 *
 * @param why what its state means, in one sentence
 * @param sentReceipt whether it was sent and may be sent again all the same
 * @param reason why it was put off, given up or skipped, or empty
 */
public record MessageView(
    long id,
    String template,
    String channel,
    String orderId,
    Badge state,
    String why,
    String reason,
    boolean possibleDouble,
    boolean givenUp,
    boolean sentReceipt,
    List<Fact> facts,
    List<Moment> story) {

  static MessageView of(
      OutboxMessage message, Optional<Order> order, List<StoredEvent> story, Words words) {
    return new MessageView(
        message.id(),
        words.of("template", message.template()),
        words.of("channel", message.channel()),
        message.orderId().value(),
        MessagesView.state(message, words),
        words.of("message-why", message.state()),
        words.because(Objects.requireNonNullElse(message.reason(), "")),
        message.tries().possibleDouble(),
        message.state() == OutboxState.FAILED || message.state() == OutboxState.UNKNOWN,
        message.state() == OutboxState.SENT
            && message.template().kind() == MessageTemplate.Kind.RECEIPT,
        facts(message, order, words),
        Story.of(story, words, _ -> Story.Attached.NOTHING));
  }

  private static List<Fact> facts(OutboxMessage message, Optional<Order> order, Words words) {
    OutboxMessage.Times times = message.times();
    return List.of(
        new Fact(words.say("message.to"), recipient(message, order, words)),
        new Fact(words.say("message.created"), words.reader().moment(times.createdAt())),
        new Fact(words.say("message.wanted"), words.reader().moment(times.wantedAt())),
        new Fact(words.say("message.sent"), moment(times.sentAt(), words)),
        new Fact(words.say("message.next"), moment(times.dueAt(), words)),
        new Fact(words.say("message.tries"), words.reader().number(message.tries().count())),
        new Fact(words.say("message.delivery"), MessagesView.provider(message, words)),
        new Fact(
            words.say("message.provider-id"),
            Words.orNothing(Objects.requireNonNullElse(message.provider().id(), ""))));
  }

  private static String recipient(OutboxMessage message, Optional<Order> order, Words words) {
    return switch (message.channel()) {
      case EMAIL -> order.map(it -> it.buyer().email().masked()).orElse(Reader.NOTHING);
      case WHATSAPP -> order.map(it -> it.buyer().phone().masked()).orElse(Reader.NOTHING);
      case WEBHOOK -> words.say("message.to.webhook");
    };
  }

  private static String moment(@Nullable Instant moment, Words words) {
    return moment == null ? Reader.NOTHING : words.reader().moment(moment);
  }
}
