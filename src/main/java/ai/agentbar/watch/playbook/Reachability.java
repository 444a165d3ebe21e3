package ai.agentbar.watch.playbook;

import java.util.Optional;

/** Which ways to reach people are set up here; whoever sends knows. */
public interface Reachability {

  /** What must be set before people can be told that way; empty where all is. */
  Optional<String> missing(ContactKind kind);
}
