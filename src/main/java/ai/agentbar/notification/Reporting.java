package ai.agentbar.notification;

/** What a provider's word on a message changed. */
public enum Reporting {
  /** It was news. */
  APPLIED,
  /** It was known, or older than what is known. */
  REPEATED,
  /** No message here has that key or that provider's name. */
  UNMATCHED
}
