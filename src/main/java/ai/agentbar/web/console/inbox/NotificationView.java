package ai.agentbar.web.console.inbox;

import ai.agentbar.kernel.OrderId;
import ai.agentbar.payment.NotificationArchive.Entry;
import ai.agentbar.payment.NotificationArchive.Opened;
import ai.agentbar.payment.NotificationArchive.State;
import ai.agentbar.web.console.Badge;
import ai.agentbar.web.console.Fact;
import ai.agentbar.web.console.Reader;
import ai.agentbar.web.console.Words;
import java.util.List;
import java.util.Locale;

/**
 * One notification in one language.
 *
 * @param why what its state means, in one sentence
 * @param advice what to do about its reason, or empty
 * @param error of the last try to process it, or empty
 * @param again where it is processed once more if it failed, or empty
 */
public record NotificationView(
    String id,
    Badge state,
    String why,
    String advice,
    String error,
    String again,
    String orderId,
    List<Fact> facts,
    String body) {

  static NotificationView of(Opened opened, Words words) {
    Entry entry = opened.entry();
    return new NotificationView(
        words.reader().number(entry.id()),
        InboxView.state(entry, words),
        words.of("inbox-why", entry.state()),
        words.find("inbox-do." + entry.reason().toLowerCase(Locale.ROOT)).orElse(""),
        entry.error(),
        entry.state() == State.FAILED ? InboxView.link(entry) + "/replay" : "",
        entry.order().map(OrderId::value).orElse(""),
        facts(entry, words),
        opened.body());
  }

  private static List<Fact> facts(Entry entry, Words words) {
    return List.of(
        new Fact(words.say("inbox.received"), words.reader().moment(entry.receivedAt())),
        new Fact(
            words.say("inbox.closed"),
            entry.closedAt().map(words.reader()::moment).orElse(Reader.NOTHING)),
        new Fact(words.say("inbox.attempt"), Words.orNothing(entry.gatewayOrderId())),
        new Fact(
            words.say("inbox.verdict"),
            entry.reason().isEmpty() ? Reader.NOTHING : words.of("verdict", entry.reason())),
        new Fact(words.say("inbox.tries"), words.reader().number(entry.attempts())));
  }
}
