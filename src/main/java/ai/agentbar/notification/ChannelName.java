package ai.agentbar.notification;

/** The ways by which a message may leave. */
public enum ChannelName {
  EMAIL,
  WHATSAPP,
  /** The merchant's own system, by a signed HTTP request. */
  WEBHOOK
}
