package ai.agentbar.job;

/** What a process does; by default everything. No node is special, any number may have each. */
public enum Role {
  /** Takes orders, notifications and people's requests. */
  API,
  /** Works off the inbox and the outbox. */
  WORKER,
  /** Runs the recurring jobs. */
  SCHEDULER,
  /** Folds events, evaluates alerts and tells people. */
  WATCH
}
