package ai.agentbar.payment;

import org.jspecify.annotations.Nullable;

/** One thing that a judged report asks to be done. */
public sealed interface Change {

  record TransactionMoved(
      TransactionReport report, @Nullable TransactionStatus from, TransactionStatus to)
      implements Change {}

  record FactNoted(PaymentFact fact, String transactionId) implements Change {}

  /** The order has an open payment. */
  record PaymentOpened() implements Change {}

  /** This transaction pays the order. */
  record Settled(String transactionId) implements Change {}

  record Expired() implements Change {}

  record Failed(String reason) implements Change {}
}
