package ai.agentbar.kernel;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Western Indonesian Time, GMT+7 all year. Midtrans writes its times in it and leaves the offset
 * out.
 */
public final class Wib {

  public static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");

  private static final DateTimeFormatter MIDTRANS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.ofHours(7));
  private static final DateTimeFormatter READABLE =
      DateTimeFormatter.ofPattern("dd MMM yyyy HH:mm:ss 'WIB'").withZone(ZONE);

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

  /** {@code 23 Nov 2026 10:01:10 WIB}, for people. */
  public static String readable(Instant moment) {
    return READABLE.format(moment);
  }
}
