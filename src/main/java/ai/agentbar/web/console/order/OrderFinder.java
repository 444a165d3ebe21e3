package ai.agentbar.web.console.order;

import ai.agentbar.kernel.OrderId;
import ai.agentbar.order.Order;
import ai.agentbar.order.OrderSearch;
import ai.agentbar.order.OrderSearch.By;
import ai.agentbar.order.OrderSearch.Place;
import ai.agentbar.order.OrderStatus;
import ai.agentbar.order.Orders;
import ai.agentbar.payment.Payments;
import ai.agentbar.web.console.Span;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Finds the orders that a text, a state and a day mean, a page at a time. */
@Component
class OrderFinder {

  static final int PAGE_ROWS = 25;
  static final int TEXT_LENGTH_MAX = 254;

  /**
   * What is looked for.
   *
   * @param text as typed; where there is one, the days do not count
   */
  record Wish(String text, Optional<OrderStatus> status, Span span, Place after) {}

  /**
   * What was found.
   *
   * @param older the place from which on there is more, if there is
   */
  record Page(List<Order> orders, Optional<Place> older) {}

  private final Orders orders;
  private final Payments payments;

  OrderFinder(Orders orders, Payments payments) {
    this.orders = orders;
    this.payments = payments;
  }

  Page find(Wish wish) {
    if (wish.text().isEmpty()) {
      return page(new OrderSearch.Placed(wish.span().from(), wish.span().until()), wish);
    }
    return Stream.concat(
            OrderReading.of(wish.text()).stream().map(by -> page(by, wish)),
            Stream.of(wish).map(this::ofGateway))
        .filter(it -> !it.orders().isEmpty())
        .findFirst()
        .orElse(new Page(List.of(), Optional.empty()));
  }

  private Page page(By by, Wish wish) {
    List<Order> found =
        orders.search(new OrderSearch(by, wish.status(), wish.after(), PAGE_ROWS + 1));
    return found.size() <= PAGE_ROWS
        ? new Page(found, Optional.empty())
        : new Page(found.subList(0, PAGE_ROWS), Optional.of(Place.of(found.get(PAGE_ROWS - 1))));
  }

  private Page ofGateway(Wish wish) {
    return new Page(
        named(OrderReading.plain(wish.text())).flatMap(orders::find).stream()
            .filter(it -> wish.status().isEmpty() || wish.status().get() == it.status())
            .toList(),
        Optional.empty());
  }

  /** Midtrans writes its ids in small letters; whoever read them in a table may not. */
  private Optional<OrderId> named(String gatewayId) {
    return payments
        .orderOf(gatewayId)
        .or(() -> payments.orderOf(gatewayId.toLowerCase(Locale.ROOT)));
  }
}
