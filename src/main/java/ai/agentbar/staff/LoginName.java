package ai.agentbar.staff;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The name a person logs in with, and by which the audit log knows them: {@code ayu}. */
public record LoginName(String text) {

  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9._-]{1,31}");

  public LoginName {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "a login has 2 to 32 of a-z, 0-9, dot, dash and underscore, and begins with a letter");
    }
  }

  /** Reads what a person typed: in any case, with white space around it. */
  public static Optional<LoginName> parse(String typed) {
    String text = typed.strip().toLowerCase(Locale.ROOT);
    return FORM.matcher(text).matches() ? Optional.of(new LoginName(text)) : Optional.empty();
  }

  @JsonValue
  @Override
  public String toString() {
    return text;
  }
}
