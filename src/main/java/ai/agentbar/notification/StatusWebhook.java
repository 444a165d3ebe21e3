package ai.agentbar.notification;

import org.jspecify.annotations.Nullable;

/** The door for WhatsApp's status webhook, for whoever takes it off the wire. Any thread. */
public interface StatusWebhook {

  /** What came of a body. */
  sealed interface Reception {

    /** Genuine, and every report in it is committed. */
    record Stored() implements Reception {}

    /** Not signed with this app's secret. */
    record BadSignature() implements Reception {}

    /** Genuine, and not JSON. */
    record Unreadable(String reason) implements Reception {}
  }

  /** Whether the token of a handshake is ours; takes the same time wherever the two differ. */
  boolean knows(String verifyToken);

  /**
   * Checks the signature over the raw bytes, then reports what is in them.
   *
   * @param signature the header {@code X-Hub-Signature-256}
   * @throws RuntimeException where the reports are not known to be committed: the sender must send
   *     them again
   */
  Reception receive(byte[] body, @Nullable String signature);

  /** Counts a body that is too long and was not read to its end. */
  void refuseOversized();
}
