package ai.agentbar.order;

import java.util.Locale;

/** In which language a buyer is written to. */
public enum Language {
  /** Indonesian. */
  ID,
  /** English. */
  EN;

  /**
   * The language of that code.
   *
   * @param code {@code id} or {@code en}
   * @throws IllegalArgumentException for any other text
   */
  public static Language of(String code) {
    return switch (code) {
      case "id" -> ID;
      case "en" -> EN;
      default -> throw new IllegalArgumentException("there is no such language; choose id or en");
    };
  }

  /** {@code id} or {@code en}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** For dates and numbers as people of that language write them. */
  public Locale locale() {
    return Locale.of(code());
  }
}
