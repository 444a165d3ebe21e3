package ai.agentbar.kernel;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Western Indonesian Time, GMT+7 all year. Midtrans writes its times in it and leaves the offset
 * out.
 */
public final class Wib {

  public static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");

  private static final DateTimeFormatter MIDTRANS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.ofHours(7));
  private static final DateTimeFormatter TO_THE_SECOND =
      DateTimeFormatter.ofPattern("dd MMM yyyy HH:mm:ss 'WIB'", Locale.ENGLISH).withZone(ZONE);
  private static final DateTimeFormatter OF_THE_DAY =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH).withZone(ZONE);
  private static final DateTimeFormatter OF_ANOTHER_DAY =
      DateTimeFormatter.ofPattern("dd MMM HH:mm", Locale.ENGLISH).withZone(ZONE);
  private static final DateTimeFormatter INDONESIAN =
      DateTimeFormatter.ofPattern("d MMMM yyyy HH.mm 'WIB'", Locale.of("id")).withZone(ZONE);
  private static final DateTimeFormatter ENGLISH =
      DateTimeFormatter.ofPattern("d MMMM yyyy HH:mm 'WIB'", Locale.ENGLISH).withZone(ZONE);

  private Wib() {}

  /** {@code 2026-11-23 10:01:10}, as Midtrans writes a moment. */
  public static String midtransTime(Instant moment) {
    return MIDTRANS.format(moment);
  }

  /**
   * The moment Midtrans wrote.
   *
   * @throws java.time.format.DateTimeParseException where the text is in another form
   */
  public static Instant parseMidtransTime(String text) {
    return Instant.from(MIDTRANS.parse(text));
  }

  /** {@code 23 Nov 2026 10:01:10 WIB}, for people who look after the program. */
  public static String readable(Instant moment) {
    return TO_THE_SECOND.format(moment);
  }

  /** {@code 10:01}, where space is scarce; with its day, {@code 22 Nov 10:01}, if not of today. */
  public static String brief(Instant moment, Instant now) {
    boolean today = moment.atZone(ZONE).toLocalDate().equals(now.atZone(ZONE).toLocalDate());
    return (today ? OF_THE_DAY : OF_ANOTHER_DAY).format(moment);
  }

  /**
   * For buyers: {@code 23 November 2026 17.00 WIB} to Indonesians, {@code 23 November 2026 17:00
   * WIB} to everybody else.
   */
  public static String readable(Instant moment, Locale language) {
    boolean indonesian = language.getLanguage().equals("id");
    return (indonesian ? INDONESIAN : ENGLISH).format(moment);
  }
}
