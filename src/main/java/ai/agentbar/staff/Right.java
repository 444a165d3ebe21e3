package ai.agentbar.staff;

/** What somebody may do; the roles bundle them. */
public enum Right {
  /** Look at everything staff may look at. */
  SEE,
  /** Acknowledge an alert or an incident, and comment. */
  ACKNOWLEDGE,
  /** Run actions, send again, silence, work through an incident, sign a checklist. */
  OPERATE,
  /** Change the playbook. */
  TUNE,
  /** Change people and keys. */
  ADMINISTER
}
