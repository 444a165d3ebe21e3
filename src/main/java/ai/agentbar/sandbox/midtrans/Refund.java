package ai.agentbar.sandbox.midtrans;

import ai.agentbar.kernel.Rupiah;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Money given back; the bank confirms it a little later. */
record Refund(
    int id,
    String key,
    Rupiah amount,
    String reason,
    Instant createdAt,
    @Nullable Instant bankConfirmedAt) {

  Refund confirmedAt(Instant moment) {
    return new Refund(id, key, amount, reason, createdAt, moment);
  }
}
