package ai.agentbar.notification;

/**
 * What a provider says of a message after it took it. Unordered and repeated: a status of higher
 * rank stays.
 */
public enum DeliveryStatus {
  SENT,
  DELIVERED,
  READ,
  /** It had accepted the message and could not deliver it. */
  FAILED
}
