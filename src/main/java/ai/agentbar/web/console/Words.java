package ai.agentbar.web.console;

import ai.agentbar.kernel.Actor;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.context.MessageSource;

/**
 * The words of the house in the reader's language, for what a page says by the data it shows.
 * Arguments are texts: whoever has a number or a moment lets the {@link #reader} write it first.
 */
public final class Words {

  private static final Pattern NO_LETTERS = Pattern.compile("[^a-z]+");

  private final MessageSource messages;
  private final Reader reader;

  Words(MessageSource messages, Reader reader) {
    this.messages = messages;
    this.reader = reader;
  }

  public Reader reader() {
    return reader;
  }

  /**
   * The text of that key.
   *
   * @throws org.springframework.context.NoSuchMessageException where there is none
   */
  public String say(String key, String... texts) {
    return messages.getMessage(key, texts, reader.language());
  }

  /** The name of a thing among its like: {@code of("method", "qris")} is {@code method.qris}. */
  public String of(String group, Enum<?> thing) {
    return of(group, thing.name());
  }

  /** The name of a thing, or the thing itself where it comes from outside and has no name here. */
  public String of(String group, String thing) {
    return find(group + "." + thing.toLowerCase(Locale.ROOT)).orElse(thing);
  }

  /**
   * A reason as the rooms write it into events and rows, in English: in the reader's language where
   * it is one of those that are known, else as it is.
   */
  public String because(String reason) {
    return find("because." + keyOf(reason)).orElse(reason);
  }

  static String keyOf(String reason) {
    return NO_LETTERS.matcher(reason.toLowerCase(Locale.ROOT)).replaceAll("-");
  }

  /** Whoever did something: a person by the login, a machine by its key, or the program itself. */
  public String who(Actor actor) {
    return switch (actor.kind()) {
      case PERSON -> actor.name();
      case KEY -> say("actor.key", actor.name());
      case SYSTEM -> say("actor.system");
    };
  }

  /** The text of that key, where there is one. */
  public Optional<String> find(String key, String... texts) {
    return Optional.ofNullable(messages.getMessage(key, texts, "", reader.language()))
        .filter(it -> !it.isEmpty());
  }

  /** A constant as keys and stylesheets spell it. */
  public static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** As it is, or a dash where it is empty. */
  public static String orNothing(String text) {
    return Objects.requireNonNull(text).isEmpty() ? Reader.NOTHING : text;
  }
}
