package ai.agentbar.sandbox.fault;

/**
 * The Slack receiver.
 *
 * @param slackDown it answers 500
 */
public record SlackFaults(boolean slackDown) {

  static final SlackFaults NONE = new SlackFaults(false);
}
