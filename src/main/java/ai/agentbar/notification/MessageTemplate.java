package ai.agentbar.notification;

/** What is told to a buyer, or to the merchant's own system. */
public enum MessageTemplate {
  PAYMENT_INSTRUCTION(Kind.RECEIPT),
  /** After fifteen minutes without payment. */
  REMINDER_1(Kind.REMINDER),
  /** After two hours without payment. */
  REMINDER_2(Kind.REMINDER),
  /** The receipt, with the link to what was bought. */
  PAYMENT_SUCCESS(Kind.RECEIPT),
  ORDER_EXPIRED(Kind.RECEIPT),
  /** For the merchant's own system; no buyer is told of a failed order. */
  ORDER_FAILED(Kind.RECEIPT);

  /** What is done where nobody knows whether the provider accepted a message. */
  public enum Kind {
    /** It is sent again: better twice than not at all. */
    RECEIPT,
    /** It is not sent again: better not at all than twice. */
    REMINDER
  }

  private final Kind kind;

  MessageTemplate(Kind kind) {
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
