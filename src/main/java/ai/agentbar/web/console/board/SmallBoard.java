package ai.agentbar.web.console.board;

import ai.agentbar.web.console.Words;
import java.util.Arrays;
import java.util.List;

/**
 * One board in small, beside the others.
 *
 * @param others the figures after the key figure
 */
public record SmallBoard(
    String key,
    String title,
    String link,
    String tone,
    String verdict,
    Figure figure,
    List<Figure> others,
    Chart chart) {

  private static final int OTHERS = 2;

  static List<SmallBoard> all(Snapshot read, Words words) {
    return Arrays.stream(BoardName.values()).map(it -> of(it, read, words)).toList();
  }

  private static SmallBoard of(BoardName name, Snapshot read, Words words) {
    Board board = name.board();
    List<Figure> figures = board.figures(read, words);
    String tone = BoardView.tone(board, figures, read);
    return new SmallBoard(
        name.key(),
        words.of("board", name),
        name.path() + "?range=" + read.range().key(),
        tone,
        words.of("board-verdict", tone),
        figures.getFirst(),
        figures.subList(1, 1 + OTHERS),
        Chart.of(board.plots().getFirst(), name, read, words));
  }
}
