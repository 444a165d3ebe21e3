package ai.agentbar.web.console.board;

import ai.agentbar.web.LastingProofs;
import ai.agentbar.web.console.Area;
import ai.agentbar.web.console.MissingException;
import ai.agentbar.web.console.Words;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The overview and the boards, whole, and the streams that keep them fresh. */
@Controller
class LivePages {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

  private final Overviews overviews;
  private final Boards boards;
  private final LiveFeed feed;
  private final LastingProofs proofs;

  LivePages(Overviews overviews, Boards boards, LiveFeed feed, LastingProofs proofs) {
    this.overviews = overviews;
    this.boards = boards;
    this.feed = feed;
    this.proofs = proofs;
  }

  @GetMapping("/")
  String overview(@ModelAttribute(name = "words", binding = false) Words words, Model model) {
    model.addAttribute("view", OverviewView.of(overviews.read(), words));
    return "console/overview";
  }

  @GetMapping("/boards")
  String all(
      @RequestParam(defaultValue = "") String range,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    BoardRange chosen = BoardRange.of(range);
    model.addAttribute("range", chosen.key());
    model.addAttribute("ranges", BoardView.ranges(chosen, words));
    AllBoardsView view = AllBoardsView.of(boards.readAll(chosen), words);
    model.addAttribute("view", view);
    model.addAttribute("boards", view.boards());
    return "console/boards";
  }

  @GetMapping("/boards/{name}")
  String one(
      @PathVariable String name,
      @RequestParam(defaultValue = "") String range,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    BoardName board = named(name);
    BoardRange chosen = BoardRange.of(range);
    model.addAttribute("range", chosen.key());
    model.addAttribute("view", BoardView.of(board, boards.read(board, chosen), words));
    return "console/board";
  }

  @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  ResponseEntity<SseEmitter> live(
      @ModelAttribute(name = "words", binding = false) Words words, HttpServletRequest request) {
    return stream(new Subject.Front(), words, request);
  }

  @GetMapping(path = "/live/boards", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  ResponseEntity<SseEmitter> liveAll(
      @RequestParam(defaultValue = "") String range,
      @ModelAttribute(name = "words", binding = false) Words words,
      HttpServletRequest request) {
    return stream(new Subject.AllBoards(BoardRange.of(range)), words, request);
  }

  @GetMapping(path = "/live/boards/{name}", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  ResponseEntity<SseEmitter> liveOne(
      @PathVariable String name,
      @RequestParam(defaultValue = "") String range,
      @ModelAttribute(name = "words", binding = false) Words words,
      HttpServletRequest request) {
    return stream(new Subject.OneBoard(named(name), BoardRange.of(range)), words, request);
  }

  private static BoardName named(String name) {
    return BoardName.of(name).orElseThrow(() -> new MissingException("board", Area.BOARDS));
  }

  /** Refused while every place is taken; the page stands without it. */
  private ResponseEntity<SseEmitter> stream(
      Subject subject, Words words, HttpServletRequest request) {
    Optional<SseEmitter> place = feed.subscribe(subject, words, proofs.of(request));
    return place
        .map(
            it ->
                ResponseEntity.ok()
                    .cacheControl(CacheControl.noStore())
                    .header("X-Accel-Buffering", "no")
                    .body(it))
        .orElseGet(
            () ->
                ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .header(HttpHeaders.RETRY_AFTER, Long.toString(RETRY_AFTER.toSeconds()))
                    .build());
  }
}
