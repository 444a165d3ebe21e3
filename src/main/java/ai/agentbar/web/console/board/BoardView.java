package ai.agentbar.web.console.board;

import ai.agentbar.watch.alert.Alert;
import ai.agentbar.web.console.Option;
import ai.agentbar.web.console.Words;
import java.util.Arrays;
import java.util.List;

/**
 * One board in one language.
 *
 * @param tone how it stands in all: {@code good}, {@code warn}, {@code bad}
 * @param verdict the same in a sentence
 */
public record BoardView(
    String key,
    String title,
    String lead,
    String asOf,
    String tone,
    String verdict,
    List<FiringLink> firing,
    List<Option> ranges,
    List<Figure> figures,
    List<Chart> charts,
    List<Listing> listings) {

  /** An alert of this board that fires now. */
  public record FiringLink(String link, String severity, String title) {}

  static BoardView of(BoardName name, Snapshot read, Words words) {
    Board board = name.board();
    List<Figure> figures = board.figures(read, words);
    String tone = tone(board, figures, read);
    return new BoardView(
        name.key(),
        words.of("board", name),
        words.of("board-lead", name),
        words.say("board.asof", words.reader().moment(read.at())),
        tone,
        words.of("board-verdict", tone),
        firing(board, read, words),
        ranges(read.range(), words),
        figures,
        board.plots().stream().map(it -> Chart.of(it, name, read, words)).toList(),
        board.listings(read, words));
  }

  static List<Option> ranges(BoardRange chosen, Words words) {
    return Arrays.stream(BoardRange.values())
        .map(it -> new Option(it.key(), words.of("range", it.key()), it == chosen))
        .toList();
  }

  /** An alert that fires counts more than a number that is not normal. */
  static String tone(Board board, List<Figure> figures, Snapshot read) {
    if (read.fires(board.concerns()) || figures.stream().anyMatch(it -> it.tone().equals("bad"))) {
      return "bad";
    }
    return figures.stream().anyMatch(it -> it.tone().equals("warn")) ? "warn" : "good";
  }

  static List<FiringLink> firing(Board board, Snapshot read, Words words) {
    return read.alerts().stream()
        .filter(it -> it.isFiring() && board.concerns().contains(it.rule().metric()))
        .map(it -> firing(it, words))
        .toList();
  }

  private static FiringLink firing(Alert alert, Words words) {
    return new FiringLink(
        alert.firing().map(it -> "/alerts/" + it.id()).orElse("/alerts"),
        alert.rule().card().severity().name(),
        alert.rule().card().title().in(words.reader().language()));
  }
}
