package ai.agentbar.watch.delivery;

/** A way to reach a team. */
public enum Channel {
  EMAIL,
  SLACK
}
