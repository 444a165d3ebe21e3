package ai.agentbar.payment;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One transaction as the gateway tells of it, in a notification or in answer to our question.
 * Amount, currency and merchant are the gateway's own text: they are compared, never computed with.
 *
 * @param gatewayOrderId the payment attempt's id
 * @param paymentType the method, in the gateway's word: {@code qris}
 * @param merchantId absent where the gateway leaves it out
 * @param consistent whether the parts of the report fit each other; where they do not, only the
 *     gateway's answer to our own question counts
 */
public record TransactionReport(
    String gatewayOrderId,
    String transactionId,
    String paymentType,
    Outcome outcome,
    String grossAmount,
    String currency,
    @Nullable String merchantId,
    boolean consistent) {

  public static final String CARD = "credit_card";

  public boolean isCard() {
    return paymentType.equals(CARD);
  }

  /**
   * This answer to a question about an attempt, if it is one. For DANA and some bank accounts
   * Midtrans puts the transaction id where the order id belongs; the attempt is known from the
   * question then.
   */
  public Optional<TransactionReport> about(String askedGatewayOrderId) {
    if (gatewayOrderId.equals(askedGatewayOrderId)) {
      return Optional.of(this);
    }
    return gatewayOrderId.equals(transactionId)
        ? Optional.of(
            new TransactionReport(
                askedGatewayOrderId,
                transactionId,
                paymentType,
                outcome,
                grossAmount,
                currency,
                merchantId,
                consistent))
        : Optional.empty();
  }

  /** Whether it claims that the money was taken. */
  public boolean claimsPaid() {
    return switch (outcome) {
      case Outcome.Known(TransactionStatus status) -> status.wasPaid();
      case Outcome.Refunded _ -> true;
      case Outcome.Denied _, Outcome.Unrecognised _ -> false;
    };
  }

  /** Whether it says that the buyer has chosen a method and not paid yet. */
  public boolean isPending() {
    return outcome.equals(new Outcome.Known(TransactionStatus.PENDING));
  }

  /**
   * Whether the gateway must be asked before the report may have an effect. Only a consistent
   * {@code pending} needs no second word: it moves no money and ends nothing.
   */
  public boolean needsConfirmation() {
    return !(consistent && isPending());
  }
}
