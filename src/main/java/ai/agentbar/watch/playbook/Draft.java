package ai.agentbar.watch.playbook;

import java.util.List;

/** A text that somebody would like to be the playbook. */
public sealed interface Draft {

  /** It could be in force. */
  record Valid(Playbook playbook) implements Draft {}

  /** It could not; the mistakes are in the order of their lines. */
  record Mistaken(List<Mistake> mistakes) implements Draft {}
}
