package ai.agentbar.payment;

import ai.agentbar.kernel.Rupiah;
import ai.agentbar.order.Buyer;
import java.net.URI;
import java.time.Instant;

/**
 * The payment gateway as this house needs it. Every call has a connect and a read timeout, may be
 * repeated, and is made outside of any transaction.
 *
 * <p>Each method throws {@link GatewayUnavailableException} where no usable answer came: the call
 * may or may not have had its effect.
 */
public interface PaymentGateway {

  /** The account whose money this is; every report names it. */
  String merchantId();

  /**
   * Opens a payment page. Repeated for the same gateway order id before the buyer chose a method,
   * it gives a new token and the old one dies.
   */
  Opening open(OpeningRequest request);

  /** What the gateway knows of a transaction id or a gateway order id. */
  Answer status(String reference);

  /** Ends what is still pending, so that it cannot be paid any more. */
  Answer expire(String reference);

  /** Takes back what is not settled yet. */
  Answer cancel(String reference);

  /** Closes a page, so that no method can be chosen on it any more; by its Snap token. */
  PageClosing cancelPage(String token);

  /**
   * Whether pages offer methods whose transactions are found by their own id only: where the
   * notification about one is lost, asking by the gateway order id finds nothing.
   */
  boolean offersUnaskableMethods();

  /**
   * The wish for a payment page.
   *
   * @param payBy the buyer may pay until then, by whichever method
   * @param backTo where the page leads the buyer when it is done; what the browser brings along
   *     from there proves nothing
   */
  record OpeningRequest(
      String gatewayOrderId,
      Rupiah amount,
      String packageId,
      String packageName,
      Buyer buyer,
      Instant createdAt,
      Instant payBy,
      URI backTo) {}

  /** The gateway's answer to the wish for a payment page. */
  sealed interface Opening {

    record Opened(String token, String redirectUrl) implements Opening {}

    /** The gateway order id was used before: its page saw a method chosen, or a payment. */
    record Taken() implements Opening {}

    /** The gateway refuses the request as it is; repeating it does not help. */
    record Refused(String reason) implements Opening {}
  }

  /** The gateway's answer to the wish to close a page. */
  enum PageClosing {
    /** Closed now or before. */
    CLOSED,
    /** The gateway does not know the page, or not any more, or refuses to tell of it. */
    UNKNOWN,
    /** A method was chosen on it; what became of that has to be asked. */
    IN_PROGRESS
  }

  /** The gateway's answer about a transaction. */
  sealed interface Answer {

    record Found(TransactionReport report) implements Answer {}

    /** Unknown, or a page on which no method was chosen yet; the gateway does not tell which. */
    record NotFound() implements Answer {}

    /** The transaction's state does not allow it. */
    record NotAllowed(String reason) implements Answer {}
  }
}
