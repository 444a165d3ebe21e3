package ai.agentbar.payment;

import java.util.List;

/** What the gateway says of a transaction, in our words. */
public sealed interface Outcome {

  /** A status we know. */
  record Known(TransactionStatus status) implements Outcome {}

  /**
   * The gateway turned the payment down. After a settlement the same word means that the bank
   * reversed it.
   */
  record Denied() implements Outcome {}

  /** Part or all of the money went back; every refund so far. */
  record Refunded(boolean whole, List<Refund> refunds) implements Outcome {
    public Refunded {
      refunds = List.copyOf(refunds);
    }
  }

  /** A status outside our table: kept, counted, alerted, never treated as paid. */
  record Unrecognised(String raw) implements Outcome {}

  /** One refund by the merchant's key for it; the gateway reports each of them twice. */
  record Refund(String key, String amount) {}
}
