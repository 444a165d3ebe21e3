package ai.agentbar.watch.alert;

import ai.agentbar.watch.playbook.Severity;
import ai.agentbar.watch.playbook.Wording;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a rule's condition came to.
 *
 * @param heldAt when it last held, if it holds
 * @param value a count, percent, seconds of silence, or in the metric's unit
 * @param limit in the same unit
 * @param reason put into words only where somebody reads it
 * @param severity how bad it is now, where that is worse than the rule says always
 */
record Finding(
    boolean holds,
    Instant heldAt,
    long value,
    long limit,
    Supplier<Wording> reason,
    Optional<Severity> severity) {

  Finding(boolean holds, Instant heldAt, long value, long limit, Supplier<Wording> reason) {
    this(holds, heldAt, value, limit, reason, Optional.empty());
  }
}
