package ai.agentbar.notification;

import ai.agentbar.order.Order;
import ai.agentbar.order.OrderStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether what a message says is true of its order now. Pure.
 *
 * <p>A buyer is told what is. A merchant's system is told what happened, in whatever order it
 * comes: such a message is always true.
 */
final class Truth {

  private Truth() {}

  /** Why the message would be false now, or nothing where it is true. */
  static Optional<String> missing(
      OutboxMessage message, Order order, boolean hasAccess, Instant now) {
    return message.channel() == ChannelName.WEBHOOK
        ? Optional.empty()
        : missing(message.template(), order, hasAccess, now);
  }

  private static Optional<String> missing(
      MessageTemplate template, Order order, boolean hasAccess, Instant now) {
    return switch (template) {
      case PAYMENT_INSTRUCTION, REMINDER_1, REMINDER_2 ->
          notIn(OrderStatus.PENDING_PAYMENT, order)
              .or(() -> now.isBefore(order.payBy()) ? Optional.empty() : overdue());
      case PAYMENT_SUCCESS ->
          notIn(OrderStatus.PAID, order)
              .or(() -> hasAccess ? Optional.empty() : Optional.of("the access is suspended"));
      case ORDER_EXPIRED -> notIn(OrderStatus.EXPIRED, order);
      case ORDER_FAILED -> notIn(OrderStatus.FAILED, order);
    };
  }

  private static Optional<String> notIn(OrderStatus expected, Order order) {
    return order.status() == expected
        ? Optional.empty()
        : Optional.of("the order is " + order.status());
  }

  private static Optional<String> overdue() {
    return Optional.of("the time to pay is over");
  }
}
