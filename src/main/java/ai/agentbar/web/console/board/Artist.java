package ai.agentbar.web.console.board;

import ai.agentbar.web.console.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.TemplateSpec;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;

/** Draws the parts of the live pages that change, by name, in the order in which they are sent. */
@Component
class Artist {

  private static final String FRONT = "console/overview";
  private static final String PARTS = "console/board-parts";

  private final Boards boards;
  private final Overviews overviews;
  private final ITemplateEngine templates;

  Artist(Boards boards, Overviews overviews, ITemplateEngine templates) {
    this.boards = boards;
    this.overviews = overviews;
    this.templates = templates;
  }

  /** Reads once; whoever reads it in what language gets a drawing of the same numbers. */
  Function<Words, Map<String, String>> read(Subject subject) {
    return switch (subject) {
      case Subject.Front() -> {
        Overview overview = overviews.read();
        yield words -> front(OverviewView.of(overview, words), words);
      }
      case Subject.AllBoards(BoardRange range) -> {
        Snapshot snapshot = boards.readAll(range);
        yield words -> all(AllBoardsView.of(snapshot, words), words);
      }
      case Subject.OneBoard(BoardName board, BoardRange range) -> {
        Snapshot snapshot = boards.read(board, range);
        yield words -> board(BoardView.of(board, snapshot, words), words);
      }
    };
  }

  private Map<String, String> front(OverviewView view, Words words) {
    Map<String, String> drawn = new LinkedHashMap<>();
    for (String part : List.of("asof", "verdict", "alerts", "rules")) {
      drawn.put(part, draw(FRONT, part, "view", view, words));
    }
    drawn.putAll(small(view.boards(), words));
    return drawn;
  }

  private Map<String, String> all(AllBoardsView view, Words words) {
    Map<String, String> drawn = new LinkedHashMap<>();
    drawn.put("asof", draw(PARTS, "asof", "view", view, words));
    drawn.putAll(small(view.boards(), words));
    return drawn;
  }

  private Map<String, String> small(List<SmallBoard> boards, Words words) {
    Map<String, String> drawn = new LinkedHashMap<>();
    for (SmallBoard board : boards) {
      drawn.put("figure-" + board.key(), draw(PARTS, "small-figures", "board", board, words));
      drawn.put(board.chart().id(), draw(PARTS, "chart", "chart", board.chart(), words));
    }
    return drawn;
  }

  private Map<String, String> board(BoardView view, Words words) {
    Map<String, String> drawn = new LinkedHashMap<>();
    drawn.put("asof", draw(PARTS, "asof", "view", view, words));
    drawn.put("state", draw(PARTS, "state", "view", view, words));
    drawn.put("figures", draw(PARTS, "figures", "view", view, words));
    view.charts().forEach(it -> drawn.put(it.id(), draw(PARTS, "chart", "chart", it, words)));
    drawn.put("listings", draw(PARTS, "listings", "view", view, words));
    return drawn;
  }

  private String draw(String template, String part, String name, Object shown, Words words) {
    Context context = new Context(words.reader().language());
    context.setVariable(name, shown);
    context.setVariable("live", true);
    return templates.process(
        new TemplateSpec(template, Set.of(part), TemplateMode.HTML, null), context);
  }
}
