package ai.agentbar.payment.reconciliation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When an order is asked about next.
 *
 * @param dueAt never again where it is null
 * @param quickAt when, while notifications are silent
 */
record Plan(@Nullable Instant dueAt, @Nullable Instant quickAt) {

  static final Plan NEVER = new Plan(null, null);

  static Plan at(Instant moment) {
    return new Plan(moment, moment);
  }
}
