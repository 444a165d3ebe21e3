package ai.agentbar.watch.playbook;

/** How bad it is; what each means and how soon it must be answered stands in the playbook. */
public enum Severity {
  P0,
  P1,
  P2,
  P3
}
