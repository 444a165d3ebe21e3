package ai.agentbar.notification;

/**
 * One way out. Stateless, any thread, called outside of any transaction; a call ends within {@link
 * #SEND_MAX}, whatever the provider does, and never throws for what the provider does.
 */
public interface Channel {

  /** Seconds a try may take at most; a lease outlasts it, or is extended. */
  int SEND_MAX = 20;

  ChannelName name();

  /** Whether the settings name a provider; a channel that is off gets no messages. */
  boolean isOn();

  /** Whether the provider tells later what became of every message it took. */
  default boolean reports() {
    return false;
  }

  SendResult send(Message message);
}
