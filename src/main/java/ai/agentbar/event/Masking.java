package ai.agentbar.event;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last net under everything that is printed or stored as text: personal data and secrets that a
 * library or an exception put into a message are covered. Our own events carry masked types
 * already.
 */
public final class Masking {

  /** Longer text is cut before it is searched; a message is for reading. */
  public static final int TEXT_LENGTH_MAX = 8_000;

  private record Rule(Pattern pattern, String replacement) {}

  private static final List<Rule> RULES =
      List.of(
          rule("(?i)(\"?signature_key\"?\\s*[:=]\\s*\"?)[0-9a-f]{8,}", "$1***"),
          rule("\\b[0-9a-fA-F]{128}\\b", "***"),
          rule("(?i)(authorization\"?\\s*[:=]\\s*\"?\\s*(?:basic|bearer)\\s+)\\S+", "$1***"),
          rule("\\b(Bearer\\s+)[A-Za-z0-9+/=._~-]{20,}", "$1***"),
          rule("\\b(Basic\\s+)(?=\\S*[0-9=])[A-Za-z0-9+/=]{16,}", "$1***"),
          rule("\\b((?:SB-)?Mid-(?:server|client)-)[A-Za-z0-9_-]+", "$1***"),
          rule(
              "(?i)((?:password|passwd|secret|token|api[_-]?key|server[_-]?key)\"?\\s*[:=]\\s*\"?)"
                  + "[^\\s\",;&}]+",
              "$1***"),
          // A buyer's page opens by its address alone.
          rule("(/o/)[A-Za-z0-9_-]{20,}", "$1***"),
          rule("(?i)(hooks\\.slack\\.com/services/)\\S+", "$1***"),
          rule(
              "([A-Za-z0-9._%+-])[A-Za-z0-9._%+-]*@([A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+)",
              "$1***@$2"),
          rule("(?<![\\w.-])((?:\\+?62|0)8)[\\d -]{5,12}(\\d{3})(?![\\w-])", "$1*****$2"));

  /** Text without any of these holds nothing to cover; most text is such, and is looked at once. */
  private static final Pattern SUSPICIOUS =
      Pattern.compile(
          "[@:=]|8[\\d -]{5}|(?i:basic|bearer)\\s|Mid-|(?i:hooks\\.slack)|/o/|[0-9a-fA-F]{128}");

  private Masking() {}

  /** The same text with addresses, phone numbers, keys, tokens and signatures covered. */
  public static String mask(String text) {
    return cover(text.length() > TEXT_LENGTH_MAX ? text.substring(0, TEXT_LENGTH_MAX) + "…" : text);
  }

  /** The same of a whole document, of whatever length. */
  public static String cover(String text) {
    String masked = text;
    if (!SUSPICIOUS.matcher(masked).find()) {
      return masked;
    }
    for (Rule rule : RULES) {
      Matcher matcher = rule.pattern().matcher(masked);
      masked = matcher.replaceAll(rule.replacement());
    }
    return masked;
  }

  private static Rule rule(String pattern, String replacement) {
    return new Rule(Pattern.compile(pattern), replacement);
  }
}
