package ai.agentbar.payment;

/** What became of a notification at the door. */
public sealed interface Receipt {

  /** Genuine and durable. */
  record Stored() implements Receipt {}

  /** Not signed with our key: counted, and kept up to a limit. */
  record BadSignature() implements Receipt {}

  /** Not a notification: counted, and kept up to a limit. */
  record Unreadable(String reason) implements Receipt {}
}
