package ai.agentbar.watch.incident;

/** What is done about an incident, in this order: section 8 of the playbook. */
public enum IncidentStep {
  /** An alert fired; done by the program. */
  DETECT,
  /** Whom and what it concerns. */
  ASSESS,
  /** Reconcile, restart: make it hurt less. */
  MITIGATE,
  /** Tell Ops and CS. */
  COMMUNICATE,
  /** Nothing of it fires any more, or somebody says why it is over. */
  RESOLVE,
  /** What is learned from it, owed for P0 and P1. */
  POST_MORTEM
}
