package ai.agentbar.sandbox.midtrans;

import ai.agentbar.kernel.Rupiah;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A refund as the merchant asks for it.
 *
 * @param key the merchant's name for it; one key refunds once
 * @param amount what to give back; everything that is left where it is null
 */
record RefundOrder(String key, @Nullable Rupiah amount, String reason) {

  /** The transaction with the refund, or Midtrans' reason against it ({@code midtrans.md} 3). */
  Move applyTo(Transaction transaction, Instant now) {
    if (transaction.refunds().stream().anyMatch(done -> done.key().equals(key))) {
      return new Move.Refused("406", "Duplicate refund key. Please use another refund key.");
    }
    if (!Lifecycle.givesBack(transaction)) {
      return Move.Refused.wrongState();
    }
    Rupiah left = transaction.refundable();
    Rupiah wanted = amount == null ? left : amount;
    if (wanted.amount() == 0 || wanted.compareTo(left) > 0) {
      return new Move.Refused("414", "Refund amount is invalid or exceeds what can be refunded");
    }
    int id = transaction.refunds().size() + 1;
    Status next = wanted.equals(left) ? Status.REFUND : Status.PARTIAL_REFUND;
    return new Move.Done(transaction.with(new Refund(id, key, wanted, reason, now, null)).to(next));
  }
}
