package ai.agentbar.notification;

/**
 * Whether a channel's provider can be reached and takes our credentials, found out without sending
 * anything. Any thread, outside of any transaction; every call has a connect and a read timeout.
 */
public interface ChannelHealth {

  ChannelName name();

  Health look();

  enum Condition {
    /** The settings name no provider. */
    OFF,
    FINE,
    /** It answered, and does not take our credentials, or not for this sender. */
    REFUSED,
    /** It did not answer as it should. */
    UNREACHABLE
  }

  /**
   * How it is.
   *
   * @param detail what it said, masked; the empty text where that is all in the condition
   */
  record Health(Condition condition, String detail) {}
}
