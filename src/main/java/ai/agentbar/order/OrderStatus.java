package ai.agentbar.order;

/**
 * The states of an order. A state is left only for one of higher rank, so nothing late can undo it.
 */
public enum OrderStatus {
  /** Placed; Midtrans has not opened a payment yet. */
  CREATED(0),
  /** A payment is open; the buyer may pay. */
  PENDING_PAYMENT(1),
  /** Midtrans proved the money. Final. */
  PAID(3),
  /** The payment ended without money, and cannot go on. */
  FAILED(2),
  /** The time to pay is over. */
  EXPIRED(2);

  private final int rank;

  OrderStatus(int rank) {
    this.rank = rank;
  }

  /** What becomes of an order in this state that is asked to move to another. */
  public Move to(OrderStatus target) {
    if (target == this) {
      return Move.ALREADY_THERE;
    }
    return target.rank > rank ? Move.APPLIED : Move.REFUSED;
  }

  /** Whether the payment ended unpaid; money may still arrive, and then it counts. */
  public boolean isEndedUnpaid() {
    return this == FAILED || this == EXPIRED;
  }

  public boolean isOpen() {
    return this == CREATED || this == PENDING_PAYMENT;
  }

  /** A refusal is no failure: late and repeated reports are every day's work. */
  public enum Move {
    APPLIED,
    ALREADY_THERE,
    REFUSED
  }
}
