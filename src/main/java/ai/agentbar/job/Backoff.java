package ai.agentbar.job;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: doubling from {@code first} up to {@code longest}, each
 * wait shortened at random by up to half, so that what failed together does not come back together.
 */
public record Backoff(Duration first, Duration longest, int attemptsMax) {

  private static final int DOUBLINGS_MAX = 30;

  public Backoff {
    if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0 || attemptsMax < 1) {
      throw new IllegalArgumentException(
          "a backoff has 0 < first <= longest and at least one attempt, not %s, %s, %d"
              .formatted(first, longest, attemptsMax));
    }
  }

  public boolean isExhausted(int attempt) {
    return attempt >= attemptsMax;
  }

  /** The wait after the given attempt, counted from 1. */
  public Duration after(int attempt, RandomGenerator random) {
    double doubled =
        (double) first.toMillis() * Math.pow(2, Math.min(Math.max(attempt, 1) - 1, DOUBLINGS_MAX));
    double whole = Math.min(doubled, (double) longest.toMillis());
    return Duration.ofMillis(Math.round(whole * (0.5 + random.nextDouble() / 2)));
  }
}
