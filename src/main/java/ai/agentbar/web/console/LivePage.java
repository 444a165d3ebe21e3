package ai.agentbar.web.console;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The live page, whole, and the stream that keeps it fresh. */
@Controller
class LivePage {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

  private final Boards boards;
  private final LiveFeed feed;

  LivePage(Boards boards, LiveFeed feed) {
    this.boards = boards;
    this.feed = feed;
  }

  @GetMapping("/")
  String page(Locale locale, Model model) {
    model.addAttribute("view", BoardView.of(boards.read(), Languages.of(locale)));
    return "console/live";
  }

  /** Refused while every place is taken; the page stands without it. */
  @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  ResponseEntity<SseEmitter> live(Locale locale) {
    Optional<SseEmitter> place = feed.subscribe(Languages.of(locale));
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
