package ai.agentbar.sandbox.guide;

import ai.agentbar.sandbox.buyer.Buyers.Ordered;
import java.time.Instant;
import java.util.Optional;

/**
 * How far the newcomer has come; the last visit is forgotten where another begins.
 *
 * @param turnedAway whether the shop took no order
 * @param brokenAt when the signatures began to be forged
 * @param openedAt when the alert was opened
 */
record Visit(
    Optional<Ordered> order,
    boolean turnedAway,
    Optional<Instant> orderedAt,
    Optional<Instant> brokenAt,
    Optional<Instant> openedAt) {

  static final Visit NONE =
      new Visit(Optional.empty(), false, Optional.empty(), Optional.empty(), Optional.empty());

  static Visit ordering(Optional<Ordered> order, Instant now) {
    return new Visit(order, order.isEmpty(), Optional.of(now), Optional.empty(), Optional.empty());
  }

  Visit breaking(Instant now) {
    return new Visit(order, turnedAway, orderedAt, Optional.of(now), Optional.empty());
  }

  Visit opening(Instant now) {
    return new Visit(order, turnedAway, orderedAt, brokenAt, Optional.of(now));
  }
}
