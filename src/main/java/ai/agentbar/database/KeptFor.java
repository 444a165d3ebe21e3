package ai.agentbar.database;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/**
 * How long something is kept at least: a length of time, or for ever.
 *
 * @param length null for ever
 */
public record KeptFor(@Nullable Duration length) {

  public static final KeptFor EVER = new KeptFor(null);
  private static final String EVER_IN_WORDS = "forever";

  public KeptFor {
    if (length != null && (length.isNegative() || length.isZero())) {
      throw new IllegalArgumentException("nothing is kept for " + length);
    }
  }

  /**
   * Reads a setting.
   *
   * @throws IllegalArgumentException naming the setting where its text is no duration, or shorter
   *     than the shortest that works
   */
  static KeptFor parse(String setting, String text, Duration shortest) {
    if (text.strip().equalsIgnoreCase(EVER_IN_WORDS)) {
      return EVER;
    }
    Duration length;
    try {
      length = DurationStyle.detectAndParse(text.strip());
    } catch (IllegalArgumentException | ArithmeticException _) {
      throw new IllegalArgumentException(
          "%s is a duration such as 400d, or the word %s, not '%s'"
              .formatted(setting, EVER_IN_WORDS, text));
    }
    if (length.compareTo(shortest) < 0) {
      throw new IllegalArgumentException(
          "%s is at least %dd, not '%s'".formatted(setting, shortest.toDays(), text));
    }
    return new KeptFor(length);
  }

  /** What happened before that moment is over its time now; nothing is when it is kept for ever. */
  Optional<Instant> goneBefore(Instant now) {
    return Optional.ofNullable(length).map(now::minus);
  }
}
