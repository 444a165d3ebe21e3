package ai.agentbar.web.checkout;

import ai.agentbar.order.Entitlement.Suspension;
import ai.agentbar.order.Order;
import ai.agentbar.payment.PaymentDossier.Transaction;
import ai.agentbar.payment.TransactionStatus;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How an order stands for its buyer: the order's state, and what its payments add to it. Told apart
 * by what the buyer should do next.
 */
enum BuyerState {
  /** Nothing was chosen on the payment page yet. */
  OPEN("warn"),
  /** A method was chosen and waits for the money. */
  CHOSEN("warn"),
  /** Somebody looks at the payment; paying again would pay twice. */
  REVIEW("warn"),
  /** The last try went wrong; there is time for another. */
  DECLINED("bad"),
  /** The time is over, and the gateway is asked a last time. */
  CLOSING("warn"),
  PAID("good"),
  /** The money came after the order had ended. */
  LATE("good"),
  /** All money went back to the buyer, and the access rests. */
  REFUNDED("quiet"),
  CHARGED_BACK("bad"),
  REVERSED("bad"),
  FAILED("bad"),
  EXPIRED("bad");

  private final String tone;

  BuyerState(String tone) {
    this.tone = tone;
  }

  /** Decides by what is stored; nothing a browser says is asked. */
  static BuyerState of(OrderKnown known, Instant now) {
    Order order = known.order();
    return switch (order.status()) {
      case CREATED, PENDING_PAYMENT -> whileOpen(order, known.payments().transactions(), now);
      case PAID -> paid(order, known.suspension());
      case FAILED -> FAILED;
      case EXPIRED -> EXPIRED;
    };
  }

  private static BuyerState whileOpen(Order order, List<Transaction> transactions, Instant now) {
    if (transactions.stream().anyMatch(it -> isLookedAt(it.status()))) {
      return REVIEW;
    }
    if (!now.isBefore(order.payBy())) {
      return CLOSING;
    }
    if (transactions.isEmpty()) {
      return OPEN;
    }
    return transactions.stream().anyMatch(it -> it.status() == TransactionStatus.PENDING)
        ? CHOSEN
        : DECLINED;
  }

  private static boolean isLookedAt(TransactionStatus status) {
    return status == TransactionStatus.REVIEW || status == TransactionStatus.AUTHORIZED;
  }

  private static BuyerState paid(Order order, Optional<Suspension> suspension) {
    if (suspension.isPresent()) {
      return switch (suspension.get().reason()) {
        case REFUND -> REFUNDED;
        case CHARGEBACK -> CHARGED_BACK;
        case REVERSAL -> REVERSED;
      };
    }
    return order.late() ? LATE : PAID;
  }

  /** Whether the buyer may open a payment now. */
  public boolean isPayable() {
    return this == OPEN || this == CHOSEN || this == DECLINED;
  }

  /** Whether it is about to change: the page looks often. */
  public boolean isMoving() {
    return isPayable() || this == REVIEW || this == CLOSING;
  }

  /** Whether it ended without money; the buyer may place the order anew. */
  public boolean isEnded() {
    return this == FAILED || this == EXPIRED;
  }

  /** How far the order has come: placed, paid, in the buyer's hands. */
  public int getSteps() {
    return switch (this) {
      case PAID, LATE -> 3;
      case REFUNDED, CHARGED_BACK, REVERSED -> 2;
      case OPEN, CHOSEN, REVIEW, DECLINED, CLOSING, FAILED, EXPIRED -> 1;
    };
  }

  /** As the page's texts name it. */
  public String getKey() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As the stylesheet colours it. */
  public String getTone() {
    return tone;
  }
}
