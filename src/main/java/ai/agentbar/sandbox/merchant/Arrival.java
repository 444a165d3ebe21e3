package ai.agentbar.sandbox.merchant;

import java.time.Instant;

/**
 * One message as it arrived.
 *
 * @param messageId the header webhook-id, empty where there is none
 * @param verdict {@code verified}, or why not
 * @param answered the HTTP status the sender heard, 0 where it heard nothing
 * @param redirected whether it came to the address a redirect pointed to
 */
record Arrival(
    long id,
    String messageId,
    String verdict,
    int answered,
    boolean redirected,
    String body,
    Instant receivedAt) {

  boolean isVerified() {
    return verdict.equals(SignatureCheck.VERIFIED);
  }
}
