package ai.agentbar.job;

/** How a run ended. */
public enum JobResult {
  /** As it should. */
  DONE,
  /** With an exception. */
  FAILED,
  /** Well, but over its limit. */
  TIMED_OUT,
  /** Its process died, or gave no sign of life for too long; somebody else closed it. */
  ABANDONED
}
