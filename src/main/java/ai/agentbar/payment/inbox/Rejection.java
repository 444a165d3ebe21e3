package ai.agentbar.payment.inbox;

/** A body that was turned away. */
record Rejection(Reason reason, RawBody body) {

  enum Reason {
    BAD_SIGNATURE,
    UNPARSABLE,
    /** Too long to be a notification; its body is not kept. */
    OVERSIZED
  }
}
