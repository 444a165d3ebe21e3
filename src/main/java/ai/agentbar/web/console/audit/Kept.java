package ai.agentbar.web.console.audit;

import ai.agentbar.audit.Audit.Remembered;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A head that somebody kept, as the page writes it: {@code 27:8f3a…}. */
final class Kept {

  private static final Pattern FORM = Pattern.compile("(\\d{1,18}):([0-9a-f]{64})");

  private Kept() {}

  static Optional<Remembered> parse(String typed) {
    Matcher head = FORM.matcher(typed.strip());
    return head.matches()
        ? Optional.of(new Remembered(Long.parseLong(head.group(1)), head.group(2)))
        : Optional.empty();
  }

  static String text(long number, String hash) {
    return number + ":" + hash;
  }
}
