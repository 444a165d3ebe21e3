package ai.agentbar.order;

import ai.agentbar.kernel.Email;
import ai.agentbar.kernel.Phone;

/** Who ordered, and where messages reach them. */
public record Buyer(String name, Email email, Phone phone) {

  public static final int NAME_LENGTH_MAX = 100;

  public Buyer {
    name = checkedName(name);
  }

  /**
   * The name without the white space around it.
   *
   * @throws IllegalArgumentException where it cannot be a name
   */
  public static String checkedName(String name) {
    String stripped = name.strip();
    if (stripped.isEmpty() || stripped.length() > NAME_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "a name has 1 to %d characters".formatted(NAME_LENGTH_MAX));
    }
    if (stripped.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a name has no control characters");
    }
    return stripped;
  }
}
