package ai.agentbar.kernel;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/**
 * Who did something: a person of staff by login name, a machine by the name of its key, or the
 * program itself. Written {@code person:ayu}, {@code key:grafana}, {@code system}.
 */
public record Actor(Kind kind, String name) {

  /** The program itself, where nobody asked. */
  public static final Actor SYSTEM = new Actor(Kind.SYSTEM, "");

  private static final int NAME_LENGTH_MAX = 64;

  public enum Kind {
    PERSON,
    KEY,
    SYSTEM
  }

  public Actor {
    if (kind == Kind.SYSTEM != name.isEmpty()) {
      throw new IllegalArgumentException("a person or a key has a name, the system has none");
    }
    if (name.length() > NAME_LENGTH_MAX || name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "a name has up to %d printable characters".formatted(NAME_LENGTH_MAX));
    }
  }

  public static Actor person(String login) {
    return new Actor(Kind.PERSON, login);
  }

  public static Actor key(String name) {
    return new Actor(Kind.KEY, name);
  }

  /** Reads what {@link #toString} wrote. */
  public static Actor parse(String text) {
    int colon = text.indexOf(':');
    return colon < 0
        ? new Actor(Kind.valueOf(text.toUpperCase(Locale.ROOT)), "")
        : new Actor(
            Kind.valueOf(text.substring(0, colon).toUpperCase(Locale.ROOT)),
            text.substring(colon + 1));
  }

  /** The same of a text that somebody else may have written; empty where it names no actor. */
  public static Optional<Actor> read(String text) {
    try {
      return Optional.of(parse(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  @JsonValue
  @Override
  public String toString() {
    String word = kind.name().toLowerCase(Locale.ROOT);
    return name.isEmpty() ? word : word + ":" + name;
  }
}
