package ai.agentbar.web.checkout;

import ai.agentbar.order.IdempotencyKey;
import ai.agentbar.order.Order;
import ai.agentbar.order.Orders;
import ai.agentbar.order.Placement;
import ai.agentbar.payment.PaymentOpening;
import ai.agentbar.payment.PaymentPages;
import ai.agentbar.web.checkout.Showing.Asked;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * What a message's link opens, and where the shop sends its buyer to pay. Whatever a request brings
 * beside the token is passed over: what Midtrans' page appends when it leads the buyer back proves
 * nothing.
 */
@Controller
class OrderPage {

  private static final int TOKEN_LENGTH_MAX = 64;

  private final OrderKnown.Desk desk;
  private final Orders orders;
  private final PaymentPages pages;
  private final Showing showing;
  private final InstantSource clock;

  OrderPage(
      OrderKnown.Desk desk,
      Orders orders,
      PaymentPages pages,
      Showing showing,
      InstantSource clock) {
    this.desk = desk;
    this.orders = orders;
    this.pages = pages;
    this.showing = showing;
    this.clock = clock;
  }

  @GetMapping("/o/{token}")
  ModelAndView show(
      @PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
    Asked asked = new Asked(request, response);
    return find(token).map(it -> showing.page(it, asked)).orElseGet(() -> showing.missing(asked));
  }

  /**
   * Opens the payment where none is open, and comes back. It does not lead on to Midtrans by
   * itself: a form may lead to this site only.
   */
  @PostMapping("/o/{token}/pay")
  ModelAndView pay(
      @PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
    Asked asked = new Asked(request, response);
    Optional<OrderKnown> known = find(token);
    if (known.isEmpty()) {
      return showing.missing(asked);
    }
    return pages.open(known.get().order().id()) instanceof PaymentOpening.Unavailable
        ? showing.unavailable(known.get(), asked)
        : to(known.get().order());
  }

  /**
   * Places the same order once more for an order that ended unpaid, at today's price. Pressed twice
   * it is one order.
   */
  @PostMapping("/o/{token}/again")
  ModelAndView again(
      @PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
    Asked asked = new Asked(request, response);
    Optional<OrderKnown> known = find(token);
    if (known.isEmpty()) {
      return showing.missing(asked);
    }
    Order next = nextFor(known.get());
    // Where Midtrans does not answer now, the new order's page says so and asks again.
    var _ = pages.open(next.id());
    return to(next);
  }

  private Order nextFor(OrderKnown known) {
    Order order = known.order();
    if (known.onSale().isEmpty() || !BuyerState.of(known, clock.instant()).isEnded()) {
      return order;
    }
    IdempotencyKey once = IdempotencyKey.of("again:" + order.id(), "again " + order.buyerToken());
    return switch (orders.place(known.onSale().get(), order.buyer(), order.language(), once)) {
      case Placement.Placed(Order placed) -> placed;
      case Placement.Repeated(Order placed) -> placed;
      case Placement.KeyReused _ -> order;
    };
  }

  private Optional<OrderKnown> find(String token) {
    return Optional.of(token).filter(it -> it.length() <= TOKEN_LENGTH_MAX).flatMap(desk::find);
  }

  private static ModelAndView to(Order order) {
    return new ModelAndView("redirect:/o/" + order.buyerToken());
  }
}
