package ai.agentbar.web.console.order;

import ai.agentbar.event.Event.Level;
import ai.agentbar.notification.OutboxMessage;
import ai.agentbar.notification.OutboxState;
import ai.agentbar.order.Catalogue;
import ai.agentbar.order.Order;
import ai.agentbar.payment.PaymentDossier;
import ai.agentbar.payment.PaymentFact;
import ai.agentbar.web.console.Badge;
import ai.agentbar.web.console.Fact;
import ai.agentbar.web.console.Moment;
import ai.agentbar.web.console.Reader;
import ai.agentbar.web.console.Story;
import ai.agentbar.web.console.Words;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * One order in one language.
 *
 * @param flags what a person should know about its money beside its state
 * @param cut whether the story was too long to be told whole
 */
public record OrderView(
    String id,
    String bought,
    String amount,
    Badge state,
    OrderSentence why,
    List<Badge> flags,
    List<Fact> facts,
    List<Attempt> attempts,
    List<Message> messages,
    List<Moment> story,
    boolean cut) {

  /** A payment page and what was tried on it. */
  public record Attempt(String gatewayOrderId, List<Transaction> transactions) {}

  public record Transaction(String id, String method, Badge status) {}

  public record Message(
      long id, String template, String channel, Badge state, String sent, boolean givenUp) {}

  static OrderView of(OrderFile file, Catalogue catalogue, Instant now, Words words) {
    Order order = file.order();
    return new OrderView(
        order.id().value(),
        OrdersView.bought(order, catalogue),
        words.reader().rupiah(order.amount()),
        OrdersView.state(order, words),
        OrderSentence.of(file, now, words),
        file.facts().stream()
            .sorted(Comparator.comparing(PaymentFact::kind).thenComparing(PaymentFact::key))
            .map(it -> flag(it, words))
            .distinct()
            .toList(),
        facts(file, words),
        file.payments().pages().stream().map(it -> attempt(it, file, words)).toList(),
        file.messages().stream().map(it -> message(it, words)).toList(),
        Story.of(file.story(), words, new NotificationBodies(file.notifications())::of),
        file.story().size() == OrderFile.STORY_MAX);
  }

  private static Badge flag(PaymentFact fact, Words words) {
    return new Badge(
        words.of("fact-name", fact.kind()), fact.kind().level() == Level.ERROR ? "bad" : "warn");
  }

  private static List<Fact> facts(OrderFile file, Words words) {
    Order order = file.order();
    Reader reader = words.reader();
    return List.of(
        new Fact(words.say("one-order.placed"), reader.moment(order.createdAt())),
        new Fact(words.say("one-order.pay-by"), reader.moment(order.payBy())),
        new Fact(words.say("one-order.access"), access(file, words)),
        new Fact(words.say("one-order.email"), order.buyer().email().masked()),
        new Fact(words.say("one-order.phone"), order.buyer().phone().masked()),
        new Fact(words.say("one-order.asked"), asked(file, words)),
        new Fact(words.say("one-order.ask-next"), askNext(file, words)));
  }

  private static String access(OrderFile file, Words words) {
    return file.entitlement()
        .map(
            it ->
                it.suspension()
                    .map(
                        rest ->
                            words.say("one-order.access.rests", words.reader().moment(rest.at())))
                    .orElseGet(
                        () ->
                            words.say(
                                "one-order.access.since", words.reader().moment(it.grantedAt()))))
        .orElse(words.say("one-order.access.none"));
  }

  private static String asked(OrderFile file, Words words) {
    return file.plan()
        .flatMap(it -> it.askedAt())
        .map(words.reader()::moment)
        .orElse(words.say("one-order.asked.never"));
  }

  private static String askNext(OrderFile file, Words words) {
    return file.plan()
        .flatMap(it -> it.dueAt())
        .map(words.reader()::moment)
        .orElse(words.say("one-order.ask-next.none"));
  }

  private static Attempt attempt(PaymentDossier.Page page, OrderFile file, Words words) {
    return new Attempt(
        page.gatewayOrderId(),
        file.payments().transactionsOf(page).stream()
            .map(
                it ->
                    new Transaction(
                        it.id(),
                        words.of("method", it.paymentType()),
                        new Badge(
                            words.of("transaction", it.status()),
                            it.status().holdsMoney() ? "good" : "")))
            .toList());
  }

  private static Message message(OutboxMessage message, Words words) {
    Instant sentAt = message.times().sentAt();
    return new Message(
        message.id(),
        words.of("template", message.template()),
        words.of("channel", message.channel()),
        new Badge(words.of("outbox-state", message.state()), tone(message)),
        sentAt == null ? Reader.NOTHING : words.reader().moment(sentAt),
        message.state() == OutboxState.FAILED || message.state() == OutboxState.UNKNOWN);
  }

  private static String tone(OutboxMessage message) {
    return switch (message.state()) {
      case SENT -> "good";
      case FAILED, UNKNOWN -> "bad";
      case RETRYING -> "warn";
      case PENDING, SENDING, SKIPPED -> "";
    };
  }
}
