package ai.agentbar.web.console;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * What stands around every page of the console: the areas and the reader. A controller takes the
 * same {@link Reader} as a {@code @ModelAttribute("reader")}.
 */
@ControllerAdvice("ai.agentbar.web.console")
class Shell {

  @ModelAttribute("reader")
  Reader reader(Locale language, @CookieValue(name = "zone", defaultValue = "WIB") String zone) {
    return Reader.of(language, zone);
  }

  @ModelAttribute("areas")
  List<Area> areas() {
    return Arrays.asList(Area.values());
  }
}
