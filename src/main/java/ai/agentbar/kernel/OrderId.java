package ai.agentbar.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The name of an order: the day it was placed in WIB as {@code DDMMYY}, then six characters that no
 * one mistakes for each other. People read it aloud, so it is guessable: it opens no buyer page.
 */
public record OrderId(@JsonValue String value) {

  private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  private static final int SUFFIX_LENGTH = 6;
  private static final Pattern FORM = Pattern.compile("\\d{6}[" + ALPHABET + "]{6}");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("ddMMyy");

  @JsonCreator
  public OrderId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "an order id is DDMMYY and six characters of " + ALPHABET + ", not '" + value + "'");
    }
  }

  /** A fresh name for an order placed at that moment; uniqueness is the table's to enforce. */
  public static OrderId next(Instant placedAt, RandomGenerator random) {
    StringBuilder name = new StringBuilder(DAY.format(placedAt.atZone(Wib.ZONE)));
    for (int i = 0; i < SUFFIX_LENGTH; i++) {
      name.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new OrderId(name.toString());
  }

  /** The order id that text spells, or nothing: for text from outside, where both are ordinary. */
  public static Optional<OrderId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new OrderId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
