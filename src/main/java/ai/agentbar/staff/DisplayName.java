package ai.agentbar.staff;

import com.fasterxml.jackson.annotation.JsonValue;

/** What colleagues call a person. It stands on pages and in no event. */
public record DisplayName(String text) {

  public static final int LENGTH_MAX = 80;

  public DisplayName {
    text = text.strip();
    if (text.isEmpty()
        || text.length() > LENGTH_MAX
        || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "a name has 1 to %d printable characters".formatted(LENGTH_MAX));
    }
  }

  @JsonValue
  @Override
  public String toString() {
    return text;
  }
}
