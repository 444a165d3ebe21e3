package ai.agentbar.sandbox.midtrans;

import java.net.URI;

/**
 * One body on its way to one address.
 *
 * @param thread letters of one thread leave in the order they were written
 */
record Letter(Kind kind, String thread, String orderId, String status, URI url, String body) {

  enum Kind {
    GENUINE(true),
    /** An extra copy of a genuine one. */
    COPY(false),
    /** From Midtrans' dashboard, properly signed, about an order nobody placed. */
    TEST(true),
    /** Signed with a key that is not the merchant's. */
    FORGED(false),
    /** A genuine one with another status; the signature still verifies. */
    ALTERED(false);

    private final boolean retried;

    Kind(boolean retried) {
      this.retried = retried;
    }

    boolean isRetried() {
      return retried;
    }
  }

  Letter as(Kind other) {
    return new Letter(other, thread, orderId, status, url, body);
  }
}
