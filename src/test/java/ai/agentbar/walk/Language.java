package ai.agentbar.walk;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a page says that is in no language, or in another one than its reader's. */
public final class Language {

  private static final Pattern KEY = Pattern.compile("\\?\\?[^?\\s]+\\?\\?");

  /** Words that no Indonesian sentence has, with what stands around them. */
  private static final Pattern ENGLISH =
      Pattern.compile(
          "[^\\n]{0,40}\\b(?:the|is|are|was|were|of|with|not|and|this|that|from|it|by|has|for|since"
              + "|nobody|somebody)\\b[^\\n]{0,40}",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern INDONESIAN =
      Pattern.compile(
          "[^\\n]{0,40}\\b(?:yang|dan|tidak|belum|dari|untuk|dengan|sudah|ini|itu|oleh|sejak)\\b"
              + "[^\\n]{0,40}",
          Pattern.CASE_INSENSITIVE);

  private Language() {}

  public static List<String> untranslated(String text, String language) {
    Pattern foreign = language.equals("id") ? ENGLISH : INDONESIAN;
    return Pattern.compile(KEY + "|" + foreign, Pattern.CASE_INSENSITIVE)
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .map(String::strip)
        .distinct()
        .toList();
  }
}
