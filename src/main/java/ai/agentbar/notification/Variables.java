package ai.agentbar.notification;

import ai.agentbar.kernel.Wib;
import ai.agentbar.order.Order;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a template may say of an order. Values are one line each: whatever breaks a line, starts a
 * header or turns the direction of text is a space here, and a run of spaces is one.
 */
final class Variables {

  static final String ACCESS_LINK = "access_link";

  private static final SortedSet<String> EVERYWHERE =
      new TreeSet<>(
          List.of(
              "buyer_name",
              "order_id",
              "package_name",
              "amount",
              "pay_by",
              "pay_link",
              "order_link",
              "support_contact"));

  /** Controls, line and paragraph separators, marks of text direction, and every space. */
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cc}\\p{Z}\\u061C\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]+");

  /** What a message speaks of beside the order. */
  record Sold(String packageName, URI accessLink) {}

  private Variables() {}

  /** The names a template may use. */
  static SortedSet<String> known(MessageTemplate template) {
    SortedSet<String> known = new TreeSet<>(EVERYWHERE);
    if (template == MessageTemplate.PAYMENT_SUCCESS) {
      known.add(ACCESS_LINK);
    }
    return known;
  }

  /**
   * @param orderLink opens the buyer's own page
   */
  static Map<String, String> of(Order order, Sold sold, String orderLink, String supportContact) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("buyer_name", oneLine(order.buyer().name()));
    values.put("order_id", order.id().value());
    values.put("package_name", oneLine(sold.packageName()));
    values.put("amount", order.amount().toString());
    values.put("pay_by", Wib.readable(order.payBy(), order.language().locale()));
    values.put("pay_link", orderLink);
    values.put("order_link", orderLink);
    values.put("support_contact", oneLine(supportContact));
    values.put(ACCESS_LINK, sold.accessLink().toString());
    return values;
  }

  static String oneLine(String text) {
    return UNPRINTABLE.matcher(text).replaceAll(" ").strip();
  }
}
