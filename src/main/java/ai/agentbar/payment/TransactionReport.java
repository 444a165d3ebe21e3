package ai.agentbar.payment;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One transaction as the gateway tells of it, in a notification or in answer to our question.
 * Amount, currency and merchant are the gateway's own text: they are compared, never computed with.
 *
 * @param gatewayOrderId the payment attempt's id
 * @param paymentType the method, in the gateway's word: {@code qris}
 * @param provider the bank or the chain of shops behind the method, where the gateway names one
 * @param instruction how the buyer pays it elsewhere; nothing in a notification, which proves none
 * @param merchantId absent where the gateway leaves it out
 * @param consistent whether a notification's status fits the code that its signature covers
 */
public record TransactionReport(
    String gatewayOrderId,
    String transactionId,
    String paymentType,
    @Nullable String provider,
    @Nullable PaymentInstruction instruction,
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
                provider,
                instruction,
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

  /**
   * Whether it claims more than the gateway's answer bears out: the answer may lag behind, or the
   * claim may be false. The other way round the answer is simply the newer word.
   */
  public boolean goesBeyond(TransactionReport answer) {
    return reached(answer)
        .flatMap(claimed -> answer.reached(this).map(claimed::outranks))
        .orElse(false);
  }

  /**
   * How far the transaction has come; a denial or a cancellation of what was paid is a reversal.
   */
  private Optional<TransactionStatus> reached(TransactionReport other) {
    return switch (outcome) {
      case Outcome.Denied _ ->
          Optional.of(other.claimsPaid() ? TransactionStatus.REVERSED : TransactionStatus.DENIED);
      case Outcome.Refunded(boolean whole, var _) ->
          Optional.of(whole ? TransactionStatus.REFUNDED : TransactionStatus.PARTIALLY_REFUNDED);
      case Outcome.Known(TransactionStatus status) ->
          Optional.of(
              status == TransactionStatus.CANCELLED && other.claimsPaid()
                  ? TransactionStatus.REVERSED
                  : status);
      case Outcome.Unrecognised _ -> Optional.empty();
    };
  }
}
