package ai.agentbar.web.console;

import ai.agentbar.kernel.Rupiah;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/**
 * Whoever reads a page: in which language, and by which of Indonesia's three clocks. Every number
 * and every moment on a page is written here, so that all pages write alike.
 */
public record Reader(Locale language, ZoneId zone) {

  private static final Map<String, String> ZONES =
      Map.of("WIB", "Asia/Jakarta", "WITA", "Asia/Makassar", "WIT", "Asia/Jayapura");

  /** Stands where there is nothing to tell. */
  public static final String NOTHING = "–";

  /** By the clock of that name; western Indonesian time where the name is none of the three. */
  public static Reader of(Locale language, String zone) {
    return new Reader(
        Languages.of(language), ZoneId.of(ZONES.getOrDefault(zone, ZONES.get("WIB"))));
  }

  /** {@code WIB}, {@code WITA} or {@code WIT}. */
  public String zoneName() {
    return ZONES.entrySet().stream()
        .filter(it -> it.getValue().equals(zone.getId()))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(zone.getId());
  }

  /** {@code 23 Nov 2026 10:01:10 WIB}, with {@code 10.01.10} for Indonesians. */
  public String moment(Instant moment) {
    return written("d MMM yyyy " + clock(), moment) + " " + zoneName();
  }

  /** {@code 23 November 2026 10:01 WIB}, with {@code 10.01} for Indonesians: for buyers. */
  public String minute(Instant moment) {
    return written("d MMMM yyyy " + clock().substring(0, 5), moment) + " " + zoneName();
  }

  /** {@code 10:01:10}: where the day is clear. */
  public String time(Instant moment) {
    return written(clock(), moment);
  }

  /** {@code 10:01}: an hour of any day. */
  public String hour(LocalTime hour) {
    return DateTimeFormatter.ofPattern(clock().substring(0, 5), language).format(hour);
  }

  /** {@code 23 Nov 2026}. */
  public String day(Instant moment) {
    return written("d MMM yyyy", moment);
  }

  /** {@code 2 d 3 h}, {@code 3 h 20 min}, {@code 5 min 3 s}, {@code 12 s}; days are {@code hr}. */
  public String lasted(Duration duration) {
    Duration length = duration.isNegative() ? Duration.ZERO : duration;
    boolean indonesian = language.equals(Languages.INDONESIAN);
    String days = indonesian ? " hr" : " d";
    String hours = indonesian ? " jam" : " h";
    String minutes = indonesian ? " mnt" : " min";
    String seconds = indonesian ? " dtk" : " s";
    if (length.toDays() > 0) {
      return both(length.toDays() + days, length.toHoursPart(), hours);
    }
    if (length.toHours() > 0) {
      return both(length.toHours() + hours, length.toMinutesPart(), minutes);
    }
    return length.toMinutes() > 0
        ? both(length.toMinutes() + minutes, length.toSecondsPart(), seconds)
        : length.toSeconds() + seconds;
  }

  public String number(long number) {
    return NumberFormat.getIntegerInstance(language).format(number);
  }

  /** {@code Rp 99.000} in every language, and never broken between two lines. */
  public String rupiah(Rupiah amount) {
    return amount.toString().replace(' ', '\u00a0');
  }

  /** {@code 87 %} of a whole, or nothing where there is no whole. */
  public String share(long part, long whole) {
    return whole == 0 ? NOTHING : Math.round(100.0 * part / whole) + "\u00a0%";
  }

  private String clock() {
    return language.equals(Languages.INDONESIAN) ? "HH.mm.ss" : "HH:mm:ss";
  }

  private String written(String pattern, Instant moment) {
    return DateTimeFormatter.ofPattern(pattern, language).withZone(zone).format(moment);
  }

  private static String both(String first, long second, String unit) {
    return second == 0 ? first : first + " " + second + unit;
  }
}
