package ai.agentbar.job;

/** Who started a run. */
public enum JobTrigger {
  /** Its time had come. */
  SCHEDULE,
  /** A person. */
  BUTTON,
  /** An alert that starts a job by itself. */
  ALERT,
  /** A test. */
  TEST
}
