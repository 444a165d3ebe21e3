package ai.agentbar.watch.playbook;

import java.util.Locale;

/** One text in the two languages of the house. */
public record Wording(String indonesian, String english) {

  private static final String INDONESIAN = "id";

  /** Indonesian to whoever reads Indonesian, English to everybody else. */
  public String in(Locale reader) {
    return reader.getLanguage().equals(INDONESIAN) ? indonesian : english;
  }
}
