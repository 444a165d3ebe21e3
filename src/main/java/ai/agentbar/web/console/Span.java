package ai.agentbar.web.console;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * The days a list is about: one that the reader chose, by their clock, or the last {@link #DAYS}.
 * There is always an end, so that no list opens the whole past.
 *
 * @param day the one chosen
 * @param until excluded
 */
public record Span(Optional<LocalDate> day, Instant from, Instant until) {

  public static final int DAYS = 7;

  public static Span of(String chosen, ZoneId zone, Instant now) {
    return day(chosen)
        .map(
            it ->
                new Span(
                    Optional.of(it),
                    it.atStartOfDay(zone).toInstant(),
                    it.plusDays(1).atStartOfDay(zone).toInstant()))
        .orElseGet(
            () ->
                new Span(
                    Optional.empty(),
                    now.minus(Duration.ofDays(DAYS)),
                    now.plus(Duration.ofDays(1))));
  }

  /** A day as a browser's date field writes it; nothing where it is none. */
  public static Optional<LocalDate> day(String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      return day.getYear() > 2000 && day.getYear() < 3000 ? Optional.of(day) : Optional.empty();
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  /** As the date field takes it; empty where none was chosen. */
  public String text() {
    return day.map(LocalDate::toString).orElse("");
  }
}
