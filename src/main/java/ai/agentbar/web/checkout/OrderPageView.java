package ai.agentbar.web.checkout;

import ai.agentbar.kernel.Wib;
import ai.agentbar.order.Catalogue;
import ai.agentbar.order.Order;
import ai.agentbar.order.OrderStatus;
import ai.agentbar.payment.PaymentPage;
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
 * @param unavailable whether Midtrans did not answer just now
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
    String accessLink,
    boolean unavailable) {

  static OrderPageView of(
      Order order, boolean payable, Catalogue catalogue, Optional<PaymentPage> page) {
    Optional<Catalogue.PackageForSale> bought = catalogue.find(order.packageId());
    boolean paid = order.status() == OrderStatus.PAID;
    return new OrderPageView(
        order.buyerToken(),
        order.id().value(),
        bought.map(Catalogue.PackageForSale::name).orElse(order.packageId()),
        order.amount().toString(),
        Wib.readable(order.payBy()),
        order.status().name().toLowerCase(Locale.ROOT),
        order.status().isOpen(),
        payable,
        page.map(PaymentPage::redirectUrl).orElse(""),
        paid ? bought.map(it -> it.accessLink().toString()).orElse("") : "",
        false);
  }

  /** What was bought is not open to the buyer: not granted, or suspended. */
  OrderPageView withoutAccess() {
    return new OrderPageView(
        token, orderId, packageName, amount, payBy, state, open, payable, payLink, "", unavailable);
  }

  OrderPageView asUnavailable() {
    return new OrderPageView(
        token,
        orderId,
        packageName,
        amount,
        payBy,
        state,
        open,
        payable,
        payLink,
        accessLink,
        true);
  }
}
