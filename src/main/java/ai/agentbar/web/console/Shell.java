package ai.agentbar.web.console;

import ai.agentbar.web.CurrentActor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What stands around every page of the console: the areas and the reader. A controller takes the
 * same {@link Reader} as a {@code @ModelAttribute("reader")}, and the {@link Words} in the reader's
 * language as {@code @ModelAttribute("words")}.
 */
@ControllerAdvice("ai.agentbar.web.console")
class Shell {

  private final MessageSource messages;

  Shell(MessageSource messages) {
    this.messages = messages;
  }

  @ModelAttribute("reader")
  Reader reader(Locale language, @CookieValue(name = "zone", defaultValue = "WIB") String zone) {
    return Reader.of(language, zone);
  }

  @ModelAttribute("words")
  Words words(Locale language, @CookieValue(name = "zone", defaultValue = "WIB") String zone) {
    return new Words(messages, reader(language, zone));
  }

  /** What was just done, where a form led here; nothing for a word of another's. */
  @ModelAttribute("done")
  String done(
      @RequestParam(defaultValue = "") String done,
      @ModelAttribute(name = "words", binding = false) Words words) {
    return words.find("done." + done).orElse("");
  }

  /** What the reader may do, so that a page offers nothing else. */
  @ModelAttribute("rights")
  Set<String> rights() {
    return CurrentActor.rights().stream().map(Words::lower).collect(Collectors.toSet());
  }

  @ModelAttribute("frame")
  Frame frame(HttpServletRequest request) {
    return Frame.of(request);
  }
}
