package ai.agentbar.web.console.order;

import ai.agentbar.order.Catalogue;
import ai.agentbar.order.Order;
import ai.agentbar.order.OrderStatus;
import ai.agentbar.web.console.Badge;
import ai.agentbar.web.console.Choices;
import ai.agentbar.web.console.Option;
import ai.agentbar.web.console.Place;
import ai.agentbar.web.console.Words;
import java.util.List;

/**
 * The list of orders in one language.
 *
 * @param state the chosen one, or empty
 * @param day the chosen one, or empty
 * @param older where the next page begins, or empty
 * @param first whether this is the first page
 */
public record OrdersView(
    String query,
    String state,
    String day,
    List<Option> states,
    List<Row> rows,
    String older,
    boolean first) {

  public record Row(
      String id,
      String placed,
      String bought,
      String amount,
      Badge state,
      String email,
      String phone) {}

  static OrdersView of(
      OrderFinder.Page page, OrderFinder.Wish wish, Catalogue catalogue, Words words) {
    return new OrdersView(
        wish.text(),
        wish.status().map(Words::lower).orElse(""),
        wish.span().text(),
        Choices.of(List.of(OrderStatus.values()), wish.status(), "order-state", words),
        page.orders().stream().map(it -> row(it, catalogue, words)).toList(),
        page.older().map(it -> new Place(it.createdAt(), it.orderId()).toString()).orElse(""),
        wish.after().orderId().isEmpty());
  }

  private static Row row(Order order, Catalogue catalogue, Words words) {
    return new Row(
        order.id().value(),
        words.reader().moment(order.createdAt()),
        bought(order, catalogue),
        words.reader().rupiah(order.amount()),
        state(order, words),
        order.buyer().email().masked(),
        order.buyer().phone().masked());
  }

  static String bought(Order order, Catalogue catalogue) {
    return catalogue
        .find(order.packageId())
        .map(Catalogue.PackageForSale::name)
        .orElse(order.packageId());
  }

  static Badge state(Order order, Words words) {
    return new Badge(words.of("order-state", order.status()), tone(order.status()));
  }

  private static String tone(OrderStatus status) {
    return switch (status) {
      case PAID -> "good";
      case PENDING_PAYMENT -> "warn";
      case FAILED -> "bad";
      case CREATED, EXPIRED -> "";
    };
  }
}
