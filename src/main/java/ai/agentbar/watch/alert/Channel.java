package ai.agentbar.watch.alert;

/** A way to reach a team. */
public enum Channel {
  EMAIL,
  SLACK
}
