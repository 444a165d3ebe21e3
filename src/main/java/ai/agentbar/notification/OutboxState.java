package ai.agentbar.notification;

/** Where a message stands. */
public enum OutboxState {
  /** It waits for its first try. */
  PENDING,
  /** It is with the provider now; found so after its worker died, nobody knows whether it left. */
  SENDING,
  /** A try failed, another follows. */
  RETRYING,
  /** The provider took it. */
  SENT,
  /** Given up; it did not leave. */
  FAILED,
  /** Given up; the provider may have taken it, nobody knows. */
  UNKNOWN,
  /** It was no longer true when its turn came, or its reader was told otherwise. */
  SKIPPED;

  boolean isWaiting() {
    return this == PENDING || this == SENDING || this == RETRYING;
  }
}
