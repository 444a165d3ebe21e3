package ai.agentbar.notification;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How many messages may leave, by the generic cell rate algorithm (ATM Forum TM 4.0): each message
 * spends its share of a second, and at most one second may be spent in advance. All that must be
 * kept is one moment, {@code spentUntil}.
 */
record Rate(int perSecond) {

  private static final int PER_SECOND_MAX = 10_000;
  private static final long SECOND = 1_000_000;

  Rate {
    if (perSecond < 1 || perSecond > PER_SECOND_MAX) {
      throw new IllegalArgumentException(
          "a channel sends 1 to %d messages per second, not %d"
              .formatted(PER_SECOND_MAX, perSecond));
    }
  }

  /** How many messages may leave now. */
  int available(Instant spentUntil, Instant now) {
    long ahead = Math.max(0, ChronoUnit.MICROS.between(now, spentUntil));
    return (int) Math.max(0, (SECOND - ahead) / shareMicros());
  }

  /** The moment to keep after that many messages. */
  Instant spend(Instant spentUntil, Instant now, int messages) {
    Instant start = spentUntil.isAfter(now) ? spentUntil : now;
    return start.plus(Duration.of(messages * shareMicros(), ChronoUnit.MICROS));
  }

  private long shareMicros() {
    return SECOND / perSecond;
  }
}
