package ai.agentbar.web.console.board;

/** What a live page shows. */
sealed interface Subject {

  record Front() implements Subject {}

  record AllBoards(BoardRange range) implements Subject {}

  record OneBoard(BoardName board, BoardRange range) implements Subject {}
}
