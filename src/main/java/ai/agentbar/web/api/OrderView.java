package ai.agentbar.web.api;

import ai.agentbar.order.Order;
import ai.agentbar.order.OrderStatus;
import ai.agentbar.payment.PaymentPage;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An order as the API shows it: nothing about the person who placed it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrderView(
    @Schema(example = "231126K7M2QX") String orderId,
    OrderStatus status,
    @Schema(description = "The money came after the order had expired or failed") boolean late,
    String packageId,
    @Schema(description = "In rupiah", example = "99000") long amount,
    Instant createdAt,
    @Schema(description = "The buyer may pay until then") Instant payBy,
    @Nullable Instant paidAt,
    @Schema(
            description =
                "Opens the buyer's own view; answered to whoever placed the order, and nowhere else")
        @Nullable String buyerToken,
    @Schema(description = "Where the buyer pays; missing while no payment is open")
        @Nullable Payment payment,
    @Schema(description = "Why no payment is open, and what to do") @Nullable String paymentProblem,
    @Schema(description = "What was bought; only for a paid order and its buyer's token")
        @Nullable URI accessLink,
    @Schema(
            description =
                "The money went back and the access rests; only there, and only true, while it does")
        @Nullable Boolean accessSuspended) {

  /** An open Snap page. */
  record Payment(
      String gatewayOrderId,
      @Schema(description = "For snap.pay(token)") String token,
      String redirectUrl) {

    static Payment of(PaymentPage page) {
      return new Payment(page.gatewayOrderId(), page.token(), page.redirectUrl());
    }
  }

  static OrderView of(Order order) {
    return new OrderView(
        order.id().value(),
        order.status(),
        order.late(),
        order.packageId(),
        order.amount().amount(),
        order.createdAt(),
        order.payBy(),
        order.paidAt(),
        null,
        null,
        null,
        null,
        null);
  }

  OrderView withBuyerToken(String token) {
    return copy(token, payment, paymentProblem, accessLink, accessSuspended);
  }

  OrderView withPayment(PaymentPage page) {
    return copy(buyerToken, Payment.of(page), paymentProblem, accessLink, accessSuspended);
  }

  OrderView withPaymentProblem(String problem) {
    return copy(buyerToken, payment, problem, accessLink, accessSuspended);
  }

  OrderView withAccessLink(URI link) {
    return copy(buyerToken, payment, paymentProblem, link, accessSuspended);
  }

  OrderView withAccessSuspended() {
    return copy(buyerToken, payment, paymentProblem, null, true);
  }

  private OrderView copy(
      @Nullable String token,
      @Nullable Payment page,
      @Nullable String problem,
      @Nullable URI link,
      @Nullable Boolean suspended) {
    return new OrderView(
        orderId, status, late, packageId, amount, createdAt, payBy, paidAt, token, page, problem,
        link, suspended);
  }
}
