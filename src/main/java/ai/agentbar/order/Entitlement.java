package ai.agentbar.order;

import java.time.Instant;
import java.util.Optional;

/**
 * What was granted for a paid order.
 *
 * @param suspension nothing while the buyer has access
 */
public record Entitlement(String packageId, Instant grantedAt, Optional<Suspension> suspension) {

  /** Since when the access rests, and why. */
  public record Suspension(Instant at, SuspensionReason reason) {}
}
