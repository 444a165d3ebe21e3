package ai.agentbar.watch.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A time that an incident has for something.
 *
 * @param stoppedAt when it was done; the clock runs until then
 */
public record Clock(Instant startedAt, Instant dueAt, Optional<Instant> stoppedAt) {

  /** Which clock it is. */
  public enum Kind {
    ACKNOWLEDGE,
    RESOLVE,
    POST_MORTEM
  }

  /** True where it ran out, also where it was stopped after that. */
  public boolean isOverdue(Instant now) {
    return stoppedAt.map(it -> it.isAfter(dueAt)).orElse(!now.isBefore(dueAt));
  }

  public boolean isRunning() {
    return stoppedAt.isEmpty();
  }

  /** When that share of it has passed. */
  Instant at(int percent) {
    long millis = Duration.between(startedAt, dueAt).toMillis();
    return startedAt.plusMillis(millis * percent / 100);
  }
}
