package ai.agentbar.web.checkout;

import ai.agentbar.kernel.Wib;
import ai.agentbar.order.Catalogue;
import ai.agentbar.order.Order;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * The words and links of the buyer's page.
 *
 * @param state the order's state in lower case, as the page's texts name it
 * @param open whether the order may still change by itself: the page looks again
 * @param payable whether the buyer may open a payment now
 * @param payLink the open payment, or the empty text
 * @param accessLink what was bought, or the empty text
 */
record OrderPageView(
    String token,
    String orderId,
    String packageName,
    String amount,
    String payBy,
    String state,
    boolean open,
    boolean payable,
    String payLink,
    String accessLink) {

  /** What the buyer may do now, beside reading. */
  record Ways(boolean payable, Optional<String> toPay, Optional<URI> toAccess) {}

  static OrderPageView of(
      Order order, Optional<Catalogue.PackageForSale> bought, Ways ways, Locale language) {
    return new OrderPageView(
        order.buyerToken(),
        order.id().value(),
        bought.map(Catalogue.PackageForSale::name).orElse(order.packageId()),
        order.amount().toString(),
        Wib.readable(order.payBy(), language),
        order.status().name().toLowerCase(Locale.ROOT),
        order.status().isOpen(),
        ways.payable(),
        ways.toPay().orElse(""),
        ways.toAccess().map(URI::toString).orElse(""));
  }
}
