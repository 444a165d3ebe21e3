package ai.agentbar.database;

import ai.agentbar.kernel.Wib;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/**
 * A day in WIB, by which tables are cut and order ids are named; from its midnight to the next one.
 */
public record Day(LocalDate date) implements Comparable<Day> {

  private static final DateTimeFormatter IN_NAMES = DateTimeFormatter.BASIC_ISO_DATE;

  /** The day that moment lies in. */
  public static Day of(Instant moment) {
    return new Day(LocalDate.ofInstant(moment, Wib.ZONE));
  }

  /** Its first moment. */
  public Instant start() {
    return date.atStartOfDay(Wib.ZONE).toInstant();
  }

  /** The first moment that is no longer of it. */
  public Instant end() {
    return plus(1).start();
  }

  public Day plus(long days) {
    return new Day(date.plusDays(days));
  }

  /**
   * Its first moment as an SQL literal. A bound by which a partitioned table is read stands in the
   * statement's text and not among its parameters: PostgreSQL then leaves the other days out when
   * it plans, once, and a prepared statement never opens them.
   */
  public String startInSql() {
    return "timestamptz '" + start() + "'";
  }

  /** Its first moment, like {@link #startInSql}, of the day a moment lies in. */
  public static String startInSql(Instant moment) {
    return of(moment).startInSql();
  }

  @Override
  public int compareTo(Day other) {
    return date.compareTo(other.date);
  }

  /** {@code 20261123}, the end of a partition's name. */
  String inName() {
    return IN_NAMES.format(date);
  }

  static Day fromName(String inName) {
    return new Day(LocalDate.parse(inName, IN_NAMES));
  }
}
