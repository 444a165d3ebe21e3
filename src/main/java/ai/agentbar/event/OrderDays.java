package ai.agentbar.event;

import ai.agentbar.database.Day;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/**
 * The days in which nearly all of an order's story happens: the one its id begins with, and {@link
 * #DAYS} in all. What happens to it outside of them is noted beside the log, so that its story is
 * found without opening every day there ever was.
 */
record OrderDays(Day first) {

  private static final int DAYS = 3;
  private static final int DATE_LENGTH = 6;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("ddMMuu", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

  /** Nothing where the text does not begin with a date; then every day of it is noted. */
  static Optional<OrderDays> of(String orderId) {
    if (orderId.length() < DATE_LENGTH) {
      return Optional.empty();
    }
    try {
      LocalDate date = LocalDate.parse(orderId.substring(0, DATE_LENGTH), DATE);
      return Optional.of(new OrderDays(new Day(date)));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /** Whether this moment lies outside the usual days of the order. */
  static boolean isLate(String orderId, Instant moment) {
    return of(orderId).filter(it -> it.contains(Day.of(moment))).isEmpty();
  }

  /** The first day behind them. */
  Day end() {
    return first.plus(DAYS);
  }

  boolean contains(Day day) {
    return day.compareTo(first) >= 0 && day.compareTo(end()) < 0;
  }
}
