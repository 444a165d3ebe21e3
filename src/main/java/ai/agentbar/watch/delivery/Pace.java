package ai.agentbar.watch.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How quickly messages follow each other where much fires one after another: a few leave at once,
 * and then one each {@code every}, so that none waits longer than that, however long it goes on. A
 * leaky bucket. Pure.
 */
record Pace(Duration every) {

  private static final int AT_ONCE_MAX = 3;

  Pace {
    if (!every.isPositive()) {
      throw new IllegalArgumentException("a pace is positive, not " + every);
    }
  }

  /**
   * From when on the next message may leave; nothing where it may leave now.
   *
   * @param sentAt when the last ones left
   * @param worst whether it tells of a P0, of which one more leaves at once
   */
  Optional<Instant> notBefore(List<Instant> sentAt, boolean worst, Instant now) {
    Instant paidOffAt = Instant.EPOCH;
    for (Instant each : sentAt.stream().sorted(Comparator.naturalOrder()).toList()) {
      paidOffAt = (each.isAfter(paidOffAt) ? each : paidOffAt).plus(every);
    }
    Instant from = paidOffAt.minus(every.multipliedBy(worst ? AT_ONCE_MAX : AT_ONCE_MAX - 1));
    return from.isAfter(now) ? Optional.of(from) : Optional.empty();
  }
}
