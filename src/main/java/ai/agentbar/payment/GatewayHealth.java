package ai.agentbar.payment;

import java.time.Duration;

/**
 * Whether the gateway can be reached and takes our key, found out without creating or changing
 * anything there, and past any circuit breaker: it is asked when something is wrong. Any thread,
 * outside of any transaction; every call has a connect and a read timeout.
 */
public interface GatewayHealth {

  /** The API that says what became of a payment. */
  Health statusApi();

  /** The API that opens payment pages. */
  Health pages();

  /** Reads two notifications made up in memory: one signed with our key, one with another. */
  SelfTest signature();

  enum Condition {
    FINE,
    /** It answered, and does not take our key. */
    KEY_REFUSED,
    /** It did not answer, or not as it should. */
    UNREACHABLE
  }

  /**
   * How it is.
   *
   * @param detail what it said, or what happened instead; the empty text where all is fine
   */
  record Health(Condition condition, Duration took, String detail) {}

  /**
   * Whether signatures are told apart.
   *
   * @param ownAccepted whether what our key signed was found genuine
   * @param foreignRefused whether what another key signed was found forged
   */
  record SelfTest(boolean ownAccepted, boolean foreignRefused) {

    public boolean passed() {
      return ownAccepted && foreignRefused;
    }
  }
}
