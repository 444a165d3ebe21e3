package ai.agentbar.web.console.message;

import ai.agentbar.notification.ChannelName;
import ai.agentbar.notification.ChannelStatus;
import ai.agentbar.notification.MessageTemplate;
import ai.agentbar.notification.OutboxBrowser.Count;
import ai.agentbar.notification.OutboxMessage;
import ai.agentbar.notification.OutboxState;
import ai.agentbar.web.console.Badge;
import ai.agentbar.web.console.Choices;
import ai.agentbar.web.console.Option;
import ai.agentbar.web.console.Place;
import ai.agentbar.web.console.Reader;
import ai.agentbar.web.console.Words;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The outbox in one language.
 *
 * @param older where the next page begins, or empty
 * @param first whether this is the first page
 * @param plain whether nothing but the days is chosen
 */
public record MessagesView(
    List<Line> counts,
    Wished wished,
    List<Option> states,
    List<Option> channels,
    List<Option> templates,
    List<Row> rows,
    String older,
    boolean first,
    boolean plain) {

  /** The chosen filters as a link carries them. */
  public record Wished(String state, String channel, String template, String day) {}

  /**
   * How one channel stands.
   *
   * @param trouble why it does not send, or empty
   */
  public record Line(String channel, String name, Badge badge, String trouble, List<Cell> cells) {}

  /** A number that leads to its messages. */
  public record Cell(String state, String name, String number, String tone) {}

  public record Row(
      long id,
      String template,
      String channel,
      String orderId,
      Badge state,
      String tries,
      String provider,
      String created,
      boolean possibleDouble) {}

  /** SENDING is seen as PENDING. */
  private static final List<OutboxState> CHOICES =
      List.of(
          OutboxState.PENDING,
          OutboxState.RETRYING,
          OutboxState.FAILED,
          OutboxState.UNKNOWN,
          OutboxState.SENT,
          OutboxState.SKIPPED);

  static MessagesView of(
      List<OutboxMessage> found,
      MessagesPage.Wish wish,
      List<Count> counts,
      List<ChannelStatus> channels,
      Words words) {
    boolean more = found.size() > MessagesPage.PAGE_ROWS;
    List<OutboxMessage> rows = more ? found.subList(0, MessagesPage.PAGE_ROWS) : found;
    return new MessagesView(
        counts.stream().map(it -> line(it, status(it, channels), words)).toList(),
        new Wished(
            wish.state().map(Words::lower).orElse(""),
            wish.channel().map(Words::lower).orElse(""),
            wish.template().map(Words::lower).orElse(""),
            wish.span().text()),
        Choices.of(CHOICES, wish.state(), "outbox-state", words),
        Choices.of(List.of(ChannelName.values()), wish.channel(), "channel", words),
        Choices.of(List.of(MessageTemplate.values()), wish.template(), "template", words),
        rows.stream().map(it -> row(it, words)).toList(),
        more ? place(rows.getLast()).toString() : "",
        wish.after().equals(ai.agentbar.notification.OutboxFilter.Place.FIRST),
        wish.state().isEmpty() && wish.channel().isEmpty() && wish.template().isEmpty());
  }

  private static Place place(OutboxMessage message) {
    return new Place(message.times().createdAt(), Long.toString(message.id()));
  }

  private static Optional<ChannelStatus> status(Count count, List<ChannelStatus> channels) {
    return channels.stream().filter(it -> it.channel() == count.channel()).findFirst();
  }

  private static Line line(Count count, Optional<ChannelStatus> status, Words words) {
    return new Line(
        Words.lower(count.channel()),
        words.of("channel", count.channel()),
        status.map(it -> badge(it, words)).orElse(new Badge("", "")),
        status.filter(it -> it.stopped()).map(ChannelStatus::reason).orElse(""),
        List.of(
            cell(OutboxState.PENDING, count.waiting(), "", words),
            cell(OutboxState.RETRYING, count.retrying(), "warn", words),
            cell(OutboxState.FAILED, count.failed(), "bad", words),
            cell(OutboxState.UNKNOWN, count.unknown(), "bad", words),
            cell(OutboxState.SENT, count.sent(), "", words)));
  }

  private static Badge badge(ChannelStatus status, Words words) {
    if (!status.on()) {
      return new Badge(words.say("channel-is.off"), "");
    }
    return status.stopped()
        ? new Badge(words.say("channel-is.stopped"), "bad")
        : new Badge(words.say("channel-is.on"), "good");
  }

  private static Cell cell(OutboxState state, long number, String tone, Words words) {
    return new Cell(
        Words.lower(state),
        words.of("count", state),
        words.reader().number(number),
        number == 0 ? "" : tone);
  }

  private static Row row(OutboxMessage message, Words words) {
    return new Row(
        message.id(),
        words.of("template", message.template()),
        words.of("channel", message.channel()),
        message.orderId().value(),
        state(message, words),
        words.reader().number(message.tries().count()),
        provider(message, words),
        moment(message.times().createdAt(), words),
        message.tries().possibleDouble());
  }

  static Badge state(OutboxMessage message, Words words) {
    return new Badge(words.of("outbox-state", message.state()), tone(message.state()));
  }

  static String provider(OutboxMessage message, Words words) {
    return message.provider().status() == null
        ? Reader.NOTHING
        : words.of("delivery", message.provider().status());
  }

  private static String tone(OutboxState state) {
    return switch (state) {
      case SENT -> "good";
      case FAILED, UNKNOWN -> "bad";
      case RETRYING -> "warn";
      case PENDING, SENDING, SKIPPED -> "";
    };
  }

  private static String moment(Instant moment, Words words) {
    return words.reader().moment(moment);
  }
}
