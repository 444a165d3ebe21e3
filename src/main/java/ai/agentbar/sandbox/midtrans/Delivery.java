package ai.agentbar.sandbox.midtrans;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;

/**
 * What became of one delivery attempt.
 *
 * @param attempt 1 for the first
 * @param answer the receiver's HTTP status, 0 where there was none
 */
record Delivery(
    Instant at,
    Letter.Kind kind,
    String orderId,
    String transactionStatus,
    URI url,
    int attempt,
    int answer,
    Fate fate) {

  enum Fate {
    DELIVERED,
    WILL_RETRY,
    GIVEN_UP,
    LOST;

    /** How the pages colour it. */
    String tone() {
      return switch (this) {
        case DELIVERED -> "good";
        case WILL_RETRY -> "waiting";
        case GIVEN_UP, LOST -> "bad";
      };
    }

    /** For people: {@code will retry}. */
    String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }
}
