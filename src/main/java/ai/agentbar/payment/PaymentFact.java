package ai.agentbar.payment;

import ai.agentbar.event.Event.Level;

/**
 * Something about money that stands beside the order's state and that a person should know.
 *
 * @param key tells two facts of one kind apart, so that a repeated report notes none twice
 */
public record PaymentFact(Kind kind, String key) {

  /** The kinds, and how loud each is. */
  public enum Kind {
    /** Money came after the order had expired or failed; it counts. */
    LATE_PAYMENT(Level.WARN),
    /** A second transaction of one order took money: one of them goes back. */
    DOUBLE_PAYMENT(Level.ERROR),
    /** The gateway took another amount than the order costs. */
    AMOUNT_MISMATCH(Level.ERROR),
    /** The gateway took another currency than rupiah. */
    CURRENCY_MISMATCH(Level.ERROR),
    /** The report comes from another merchant's account. */
    MERCHANT_MISMATCH(Level.ERROR),
    /** The bank took the money back after the settlement. */
    REVERSAL(Level.ERROR),
    REFUND(Level.WARN),
    CHARGEBACK(Level.ERROR),
    /** The fraud check wants a person to look. */
    UNDER_REVIEW(Level.WARN),
    /** The gateway used a status outside our table. */
    UNRECOGNISED_STATUS(Level.ERROR),
    /**
     * A method was chosen on the page and the gateway tells nothing of it: it may have been paid by
     * one that cannot be asked about while its notification is lost.
     */
    NOT_ASKABLE(Level.WARN);

    private final Level level;

    Kind(Level level) {
      this.level = level;
    }

    /** How loud it is. */
    public Level level() {
      return level;
    }

    boolean isSerious() {
      return level == Level.ERROR;
    }
  }
}
