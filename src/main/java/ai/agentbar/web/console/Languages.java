package ai.agentbar.web.console;

import java.util.List;
import java.util.Locale;

/** The two languages of the house. */
final class Languages {

  static final Locale INDONESIAN = Locale.of("id");
  static final List<Locale> ALL = List.of(INDONESIAN, Locale.ENGLISH);

  private Languages() {}

  /** Indonesian to whoever asks for Indonesian, English to everybody else. */
  static Locale of(Locale asked) {
    return asked.getLanguage().equals(INDONESIAN.getLanguage()) ? INDONESIAN : Locale.ENGLISH;
  }
}
