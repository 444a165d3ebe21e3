package ai.agentbar.payment.midtrans;

import ai.agentbar.kernel.Wib;
import ai.agentbar.payment.PaymentGateway.OpeningRequest;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The body of Snap's "create transaction". The expiry names its start, since without one the clock
 * starts when a method is picked and the payment outlives the order.
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record SnapRequest(
    TransactionDetails transactionDetails,
    List<ItemDetails> itemDetails,
    CustomerDetails customerDetails,
    Map<String, Boolean> creditCard,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> enabledPayments,
    Expiry expiry,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Callbacks callbacks) {

  /** Longer names are refused. */
  private static final int ITEM_NAME_LENGTH_MAX = 50;

  private static final int CALLBACK_LENGTH_MAX = 255;

  /**
   * The request for a page that offers these methods; for all that the account has where there are
   * none, since Snap shows an empty page for an empty list.
   */
  static SnapRequest of(OpeningRequest request, List<String> enabledPayments) {
    return new SnapRequest(
        new TransactionDetails(request.gatewayOrderId(), request.amount().amount()),
        List.of(
            new ItemDetails(
                request.packageId(),
                request.amount().amount(),
                1,
                request
                    .packageName()
                    .substring(0, Math.min(request.packageName().length(), ITEM_NAME_LENGTH_MAX))
                    .replace('|', ' '))),
        new CustomerDetails(
            request.buyer().name(),
            request.buyer().email().address(),
            request.buyer().phone().e164()),
        Map.of("secure", true),
        enabledPayments,
        new Expiry(
            Wib.midtransTime(request.createdAt()) + " +0700",
            "minutes",
            Duration.between(request.createdAt(), request.payBy()).toMinutes()),
        callbacks(request.backTo()));
  }

  /** A payment page without a way back is better than none: what is too long is left out. */
  private static @Nullable Callbacks callbacks(URI backTo) {
    String url = backTo.toString();
    return url.length() > CALLBACK_LENGTH_MAX ? null : new Callbacks(url, url);
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record TransactionDetails(String orderId, long grossAmount) {}

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record ItemDetails(String id, long price, int quantity, String name) {}

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record CustomerDetails(String firstName, String email, String phone) {}

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Expiry(String startTime, String unit, long duration) {}

  record Callbacks(String finish, String error) {}
}
