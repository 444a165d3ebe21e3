package ai.agentbar.notification;

/** What became of the wish to close a message whose reader was told otherwise. */
public sealed interface FollowUp {

  /** It is closed as skipped and is never sent again. */
  record Noted() implements FollowUp {}

  /** It stays as it is, and why. */
  record Refused(String reason) implements FollowUp {}
}
