package ai.agentbar.watch.incident;

/** Who does what during an incident. */
public enum IncidentRole {
  /** Decides. */
  COMMANDER,
  /** Tells Ops, CS and Product. */
  COMMUNICATOR,
  /** Writes down what the timeline cannot know. */
  SCRIBE
}
