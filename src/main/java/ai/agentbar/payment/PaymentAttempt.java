package ai.agentbar.payment;

import ai.agentbar.kernel.OrderId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One payment page of an order.
 *
 * @param version grows with every report applied to any attempt's transactions; tells whether an
 *     answer fetched before is still the newest
 * @param openingToken the fencing token of whoever is opening it at the gateway
 * @param openingUntil until when that owner may take
 */
record PaymentAttempt(
    String gatewayOrderId,
    OrderId orderId,
    int number,
    State state,
    long version,
    long openingToken,
    Instant openingUntil,
    @Nullable String snapToken,
    @Nullable String redirectUrl) {

  enum State {
    /** Midtrans is being asked for a page. */
    OPENING,
    /** There is a page. */
    OPEN,
    /** Midtrans has seen this gateway order id before and gives no page for it. */
    TAKEN
  }

  Optional<PaymentPage> page() {
    return state == State.OPEN && snapToken != null && redirectUrl != null
        ? Optional.of(new PaymentPage(gatewayOrderId, snapToken, redirectUrl))
        : Optional.empty();
  }
}
