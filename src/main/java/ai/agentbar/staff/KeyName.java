package ai.agentbar.staff;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** What a key of a machine is called, and how the audit log knows it: {@code grafana}. */
public record KeyName(String text) {

  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9._-]{1,31}");

  public KeyName {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "a key's name has 2 to 32 of a-z, 0-9, dot, dash and underscore, and begins with a letter");
    }
  }

  @JsonValue
  @Override
  public String toString() {
    return text;
  }
}
