package ai.agentbar.web.console;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.ModelAttribute;

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

  @ModelAttribute("areas")
  List<Area> areas() {
    return Arrays.asList(Area.values());
  }
}
