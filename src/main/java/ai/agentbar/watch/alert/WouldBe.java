package ai.agentbar.watch.alert;

import ai.agentbar.watch.playbook.Severity;
import java.time.Instant;
import java.util.Optional;

/**
 * A firing that would have been.
 *
 * @param from when people would have been told, to about ten seconds
 * @param to when it would have been resolved; empty where it would go on
 * @param severity the worst it would have reached
 * @param value the number that would have made it fire
 */
public record WouldBe(
    Instant from, Optional<Instant> to, Severity severity, long value, long limit) {

  WouldBe endedAt(Instant at) {
    return new WouldBe(from, Optional.of(at), severity, value, limit);
  }

  /** The same, or worse. */
  WouldBe as(Severity now) {
    return now.compareTo(severity) < 0 ? new WouldBe(from, to, now, value, limit) : this;
  }
}
