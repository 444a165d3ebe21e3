package ai.agentbar.notification.channel;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The header {@code Retry-After}: seconds, or a date (RFC 9110, 10.2.3). */
final class RetryAfter {

  /** Who asks for a longer pause is asked again after this one. */
  static final Duration MAX = Duration.ofHours(1);

  private static final int DIGITS_MAX = 9;

  private RetryAfter() {}

  static Optional<Duration> parse(String value, Instant now) {
    String text = value.strip();
    if (text.matches("\\d{1,%d}".formatted(DIGITS_MAX))) {
      return Optional.of(capped(Duration.ofSeconds(Long.parseLong(text))));
    }
    try {
      Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(capped(Duration.between(now, until)));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Duration capped(Duration wait) {
    return wait.isNegative() ? Duration.ZERO : wait.compareTo(MAX) > 0 ? MAX : wait;
  }
}
