package ai.agentbar.watch.runbook;

import ai.agentbar.watch.playbook.ProbeName;

/**
 * Looks at one thing and changes nothing. Any thread, outside of any transaction; several may look
 * at the same time. What hangs is interrupted, and what it throws is told as not found out.
 */
public interface Probe {

  ProbeName name();

  Finding look();
}
