package ai.agentbar.web.console.order;

import ai.agentbar.kernel.Email;
import ai.agentbar.kernel.Phone;
import ai.agentbar.kernel.Wib;
import ai.agentbar.order.OrderSearch;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the text in the search field may mean. Some texts may mean two things (twelve digits are a
 * phone number or an order id), so there may be several readings, the likeliest first. Pure.
 */
final class OrderReading {

  /** The day an order id begins with, then what else is known of it. */
  private static final Pattern ID_BEGINNING = Pattern.compile("\\d{6}[2-9A-HJ-NP-Z]{0,6}");

  /** What Midtrans calls an attempt: the order id, a hyphen, its number. */
  private static final Pattern ATTEMPT = Pattern.compile("(\\d{6}[2-9A-HJ-NP-Z]{6})-\\d{0,4}");

  /** Letters would be taken for those of a dial. */
  private static final Pattern NUMBER = Pattern.compile("\\+?[\\d ().-]+");

  private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");
  private static final Pattern BLANK = Pattern.compile("\\p{Z}");
  private static final Pattern HYPHEN = Pattern.compile("\\p{Pd}");

  /** An address as mail programs copy it: of a link, or behind its owner's name. */
  private static final Pattern IN_A_LETTER = Pattern.compile("(?:mailto:|[^<]*<)([^<>]+)>?");

  private static final int DATE_LENGTH = 6;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("ddMMuu", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

  private OrderReading() {}

  static List<OrderSearch.By> of(String copied) {
    String text = plain(copied);
    List<OrderSearch.By> readings = new ArrayList<>();
    named(text).ifPresent(readings::add);
    email(text).ifPresent(readings::add);
    phone(text).ifPresent(readings::add);
    return List.copyOf(readings);
  }

  /** Without the signs nobody sees, and with the one hyphen and the one blank that keys have. */
  static String plain(String copied) {
    String text = INVISIBLE.matcher(copied).replaceAll("");
    return HYPHEN.matcher(BLANK.matcher(text).replaceAll(" ")).replaceAll("-").strip();
  }

  private static Optional<OrderSearch.By> named(String text) {
    String together = text.replaceAll("[# ]", "").toUpperCase(Locale.ROOT);
    String id = ATTEMPT.matcher(together).replaceFirst("$1");
    return ID_BEGINNING.matcher(id).matches()
        ? day(id.substring(0, DATE_LENGTH)).map(it -> new OrderSearch.Named(id, it))
        : Optional.empty();
  }

  private static Optional<OrderSearch.Placed> day(String date) {
    try {
      LocalDate day = LocalDate.parse(date, DATE);
      return Optional.of(
          new OrderSearch.Placed(
              day.atStartOfDay(Wib.ZONE).toInstant(),
              day.plusDays(1).atStartOfDay(Wib.ZONE).toInstant()));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Optional<OrderSearch.By> email(String text) {
    try {
      return Optional.of(
          new OrderSearch.OfEmail(new Email(IN_A_LETTER.matcher(text).replaceFirst("$1"))));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Optional<OrderSearch.By> phone(String text) {
    if (!NUMBER.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new OrderSearch.OfPhone(new Phone(text)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
