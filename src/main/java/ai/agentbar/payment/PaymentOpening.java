package ai.agentbar.payment;

import ai.agentbar.order.OrderStatus;

/** What became of the wish to pay. */
public sealed interface PaymentOpening {

  /** The one open page of the order; asked twice, the same page. */
  record Open(PaymentPage page) implements PaymentOpening {}

  /** Midtrans does not answer now; the order stands, and the wish may be repeated. */
  record Unavailable(String reason) implements PaymentOpening {}

  /** The order cannot be paid any more. */
  record Closed(OrderStatus status) implements PaymentOpening {}
}
