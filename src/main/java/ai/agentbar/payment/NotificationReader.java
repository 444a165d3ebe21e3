package ai.agentbar.payment;

/** Reads the gateway's notifications: who sent it, and what it says. Pure; any thread. */
public interface NotificationReader {

  Reading read(byte[] body);

  /** What a body turned out to be. */
  sealed interface Reading {

    /**
     * Signed by the gateway.
     *
     * @param isTest sent by the gateway's test button; there is no payment behind it
     */
    record Genuine(TransactionReport report, boolean isTest) implements Reading {}

    /** Well-formed, and not signed with our key. */
    record Forged() implements Reading {}

    /** Not a notification. */
    record Unreadable(String reason) implements Reading {}
  }
}
