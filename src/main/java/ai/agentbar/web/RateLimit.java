package ai.agentbar.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * So many calls a minute from each caller: a whole minute's worth at once, then one after the other
 * (the generic cell rate algorithm: one moment a caller).
 *
 * <p>Counted in this process: asking the database at each order would cost more than the order's
 * own flood. With several processes a caller may so call several times as often. While more than
 * {@link #CALLERS_MAX} call at once, new ones are let through: this holds off the one who is loud.
 * Any thread may call.
 */
final class RateLimit {

  private static final int CALLERS_MAX = 50_000;
  private static final Duration WINDOW = Duration.ofMinutes(1);

  /**
   * @param freeAt when the caller has used up nothing again
   * @param retryAfter zero while the caller may call
   */
  record Decision(Instant freeAt, Duration retryAfter) {}

  private final Map<String, Instant> freeAt = new ConcurrentHashMap<>();
  private final Duration step;
  private final InstantSource clock;

  RateLimit(int perMinute, InstantSource clock) {
    this.step = WINDOW.dividedBy(perMinute);
    this.clock = clock;
  }

  /** Takes one call; zero, or how long until the next may come. */
  Duration take(String caller) {
    Instant now = clock.instant();
    if (freeAt.size() >= CALLERS_MAX && !freeAt.containsKey(caller)) {
      freeAt.values().removeIf(it -> !it.isAfter(now));
      if (freeAt.size() >= CALLERS_MAX) {
        return Duration.ZERO;
      }
    }
    Duration[] wait = {Duration.ZERO};
    freeAt.compute(
        caller,
        (_, before) -> {
          Decision decision = decide(before, step, now);
          wait[0] = decision.retryAfter();
          return decision.freeAt();
        });
    return wait[0];
  }

  /** Nobody is ahead by more than the window, unless the clock was set back: they begin anew. */
  static Decision decide(@Nullable Instant freeAt, Duration step, Instant now) {
    Instant latest = now.plus(WINDOW);
    Instant from = freeAt == null || freeAt.isBefore(now) || freeAt.isAfter(latest) ? now : freeAt;
    Instant next = from.plus(step);
    Duration over = Duration.between(now.plus(WINDOW), next);
    return over.isPositive() ? new Decision(from, over) : new Decision(next, Duration.ZERO);
  }
}
