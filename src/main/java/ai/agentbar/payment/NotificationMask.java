package ai.agentbar.payment;

/** Makes a raw notification readable for people. Pure; any thread. */
public interface NotificationMask {

  /**
   * The body as text without personal data, without its signature and without whole numbers to pay
   * to: what is not known to be harmless is covered.
   */
  String masked(byte[] body);
}
