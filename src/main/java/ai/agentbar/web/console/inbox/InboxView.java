package ai.agentbar.web.console.inbox;

import ai.agentbar.kernel.OrderId;
import ai.agentbar.kernel.Wib;
import ai.agentbar.payment.NotificationArchive.Counts;
import ai.agentbar.payment.NotificationArchive.Entry;
import ai.agentbar.payment.NotificationArchive.State;
import ai.agentbar.web.console.Badge;
import ai.agentbar.web.console.Choices;
import ai.agentbar.web.console.Option;
import ai.agentbar.web.console.Words;
import java.time.LocalDate;
import java.util.List;

/**
 * The notifications in one language.
 *
 * @param state the chosen one, or empty
 * @param day the chosen one or today, in WIB
 * @param ofAnyDay whether the day does not count
 * @param older where the next page begins, or empty
 * @param first whether this is the first page
 */
public record InboxView(
    List<Tile> tiles,
    String state,
    String day,
    boolean ofAnyDay,
    List<Option> states,
    List<Row> rows,
    String older,
    boolean first) {

  /** A number that leads to its notifications. */
  public record Tile(String state, String name, String number, String tone) {}

  public record Row(
      String link,
      String received,
      String gatewayOrderId,
      String orderId,
      Badge state,
      String reason) {}

  static InboxView of(List<Entry> found, InboxPage.Wish wish, Counts counts, Words words) {
    boolean more = found.size() > InboxPage.PAGE_ROWS;
    List<Entry> rows = more ? found.subList(0, InboxPage.PAGE_ROWS) : found;
    return new InboxView(
        List.of(
            tile(State.WAITING, counts.waiting(), "warn", words),
            tile(State.FAILED, counts.failed(), "bad", words),
            tile(State.REJECTED, counts.rejected(), "warn", words)),
        wish.state().map(Words::lower).orElse(""),
        wish.day().toString(),
        wish.isOfAnyDay(),
        Choices.of(List.of(State.values()), wish.state(), "inbox-state", words),
        rows.stream().map(it -> row(it, words)).toList(),
        more ? Long.toString(rows.getLast().id()) : "",
        wish.beforeId() == Long.MAX_VALUE);
  }

  private static Tile tile(State state, long number, String tone, Words words) {
    return new Tile(
        Words.lower(state),
        words.of("inbox-count", state),
        words.reader().number(number),
        number == 0 ? "" : tone);
  }

  private static Row row(Entry entry, Words words) {
    return new Row(
        link(entry),
        words.reader().moment(entry.receivedAt()),
        Words.orNothing(entry.gatewayOrderId()),
        entry.order().map(OrderId::value).orElse(""),
        state(entry, words),
        entry.reason().isEmpty() ? "" : words.of("verdict", entry.reason()));
  }

  static Badge state(Entry entry, Words words) {
    return new Badge(words.of("inbox-state", entry.state()), tone(entry.state()));
  }

  private static String tone(State state) {
    return switch (state) {
      case APPLIED -> "good";
      case FAILED -> "bad";
      case WAITING, REJECTED -> "warn";
      case IGNORED -> "";
    };
  }

  static String link(Entry entry) {
    return entry.state() == State.REJECTED
        ? "/inbox/rejected/" + entry.id()
        : "/inbox/%s/%d".formatted(LocalDate.ofInstant(entry.receivedAt(), Wib.ZONE), entry.id());
  }
}
