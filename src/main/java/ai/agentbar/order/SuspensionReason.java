package ai.agentbar.order;

/** Why the access that an order bought rests: which way its money went. */
public enum SuspensionReason {
  /** The merchant gave it back. */
  REFUND,
  /** The card holder's bank took it back. */
  CHARGEBACK,
  /** The bank undid the settlement. */
  REVERSAL
}
