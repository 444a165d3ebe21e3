package ai.agentbar.sandbox.midtrans;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How often Midtrans tries again after which answer, and how long it waits in between ({@code
 * midtrans.md} 2.5).
 */
final class RetryLadder {

  /** The answer of a receiver that gave none: a timeout or a refused connection. */
  static final int NO_ANSWER = 0;

  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          Duration.ofMinutes(90),
          Duration.ofMinutes(210));

  /** Each pause may be that much shorter: the first retry was seen after 33 seconds. */
  private static final Duration SHIFT_MAX = Duration.ofSeconds(87);

  private RetryLadder() {}

  /** How many retries an answer is worth at most. */
  static int retriesAfter(int httpStatus) {
    return switch (httpStatus) {
      case 500 -> 1;
      case 400, 404 -> 2;
      case 503 -> 4;
      case 301, 302, 303 -> 0;
      default -> isDelivered(httpStatus) ? 0 : PAUSES.size();
    };
  }

  static boolean isDelivered(int httpStatus) {
    return httpStatus / 100 == 2;
  }

  /** The wait before retry 1 to 5, with its random shift. */
  static Duration pauseBefore(int retry, RandomGenerator random) {
    return PAUSES.get(retry - 1).minusMillis(random.nextLong(SHIFT_MAX.toMillis()));
  }
}
