package ai.agentbar.payment;

/**
 * The states of one transaction at the gateway, in our words. One payment attempt (one Snap page)
 * may see several transactions. Ranks make late and reordered reports harmless: a transaction goes
 * up only. That a failed one may still be paid is Midtrans' own life cycle (expire, then
 * settlement), and so is a paid one that the bank reverses.
 */
public enum TransactionStatus {
  PENDING(0),
  AUTHORIZED(1),
  /** Midtrans' fraud check wants a person to look. */
  REVIEW(2),
  DENIED(3),
  FAILED(3),
  CANCELLED(3),
  EXPIRED(3),
  PAID(4),
  PARTIALLY_REFUNDED(5),
  REFUNDED(6),
  PARTIALLY_CHARGED_BACK(7),
  CHARGED_BACK(8),
  /** The bank took the money back minutes after the settlement. */
  REVERSED(9);

  private final int rank;

  TransactionStatus(int rank) {
    this.rank = rank;
  }

  boolean outranks(TransactionStatus other) {
    return rank > other.rank;
  }

  /** The buyer may still pay with it. */
  public boolean isLive() {
    return rank < DENIED.rank;
  }

  /** The money came at some time, whatever became of it later. */
  public boolean wasPaid() {
    return rank >= PAID.rank;
  }

  /** Money of the buyer's is with us now. */
  public boolean holdsMoney() {
    return this == PAID || this == PARTIALLY_REFUNDED || this == PARTIALLY_CHARGED_BACK;
  }
}
