package ai.agentbar.web.console.board;

import ai.agentbar.web.console.Words;
import java.util.List;

/** All boards side by side, in one language. */
public record AllBoardsView(String asOf, List<SmallBoard> boards) {

  static AllBoardsView of(Snapshot read, Words words) {
    return new AllBoardsView(
        words.say("board.asof", words.reader().moment(read.at())), SmallBoard.all(read, words));
  }
}
