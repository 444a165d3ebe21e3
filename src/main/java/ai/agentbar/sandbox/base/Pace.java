package ai.agentbar.sandbox.base;

import java.time.Duration;

/**
 * How much faster than life the sandbox's waiting goes by: at 10, the two minutes before Midtrans'
 * first retry take twelve seconds. It shortens waiting, never a network timeout.
 */
public record Pace(double speed) {

  public static final double SPEED_MAX = 1_000_000;

  public Pace {
    if (!(speed > 0 && speed <= SPEED_MAX)) {
      throw new IllegalArgumentException(
          "clock-speed lies above 0 and up to %.0f, not %s".formatted(SPEED_MAX, speed));
    }
  }

  public Duration shorten(Duration real) {
    return Duration.ofNanos((long) (real.toNanos() / speed));
  }
}
