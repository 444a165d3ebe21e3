package ai.agentbar.web.checkout;

import ai.agentbar.order.Catalogue;
import ai.agentbar.order.Order;
import ai.agentbar.order.OrderStatus;
import ai.agentbar.order.Orders;
import ai.agentbar.payment.PaymentOpening;
import ai.agentbar.payment.PaymentPage;
import ai.agentbar.payment.PaymentPages;
import ai.agentbar.web.checkout.OrderPageView.Ways;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/**
 * What a message's link opens. The token stands in the address, so the page is not kept, not
 * indexed, and named to no other site.
 */
@Controller
class OrderPage {

  private static final int TOKEN_LENGTH_MAX = 64;

  private final Orders orders;
  private final PaymentPages pages;
  private final Catalogue catalogue;
  private final InstantSource clock;

  OrderPage(Orders orders, PaymentPages pages, Catalogue catalogue, InstantSource clock) {
    this.orders = orders;
    this.pages = pages;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  @GetMapping("/o/{token}")
  String show(
      @PathVariable String token, Locale language, Model model, HttpServletResponse response) {
    return shown(view(order(token), language), model, response);
  }

  /**
   * Opens the payment where none is open, and comes back. It does not lead on to Midtrans by
   * itself: a form may lead to this site only.
   */
  @PostMapping("/o/{token}/pay")
  String pay(
      @PathVariable String token, Locale language, Model model, HttpServletResponse response) {
    Order order = order(token);
    if (pages.open(order.id()) instanceof PaymentOpening.Unavailable) {
      response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
      model.addAttribute("unavailable", true);
      return shown(view(order, language), model, response);
    }
    return "redirect:/o/" + order.buyerToken();
  }

  private Order order(String token) {
    return Optional.of(token)
        .filter(it -> it.length() <= TOKEN_LENGTH_MAX)
        .flatMap(orders::findByToken)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private OrderPageView view(Order order, Locale language) {
    Optional<Catalogue.PackageForSale> bought = catalogue.find(order.packageId());
    boolean payable = order.status().isOpen() && clock.instant().isBefore(order.payBy());
    boolean entitled = order.status() == OrderStatus.PAID && orders.isEntitled(order.id());
    return OrderPageView.of(
        order,
        bought,
        new Ways(
            payable,
            payable ? pages.find(order.id()).map(PaymentPage::redirectUrl) : Optional.empty(),
            bought.filter(_ -> entitled).map(Catalogue.PackageForSale::accessLink)),
        language);
  }

  private static String shown(OrderPageView view, Model model, HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Robots-Tag", "noindex");
    model.addAttribute("view", view);
    return "checkout/order";
  }
}
