package ai.agentbar.watch.playbook;

/** What a person can press; a closed set, so that a playbook names nothing else. */
public enum ActionName {
  /** Ask Midtrans about every open order. */
  RUN_RECONCILIATION,
  /** Send once more what was given up, where it is still true. */
  REQUEUE_FAILED,
  /** Start the loops of the workers anew. */
  RESTART_WORKER,
  PAUSE_REMINDERS,
  RESUME_REMINDERS,
  /** Process the notifications once more that failed. */
  REPLAY_NOTIFICATIONS,
  /** Check the signatures once more that were refused, after a wrong key was corrected. */
  REVERIFY_REJECTED
}
