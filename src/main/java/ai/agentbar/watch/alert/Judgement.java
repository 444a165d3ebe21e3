package ai.agentbar.watch.alert;

import ai.agentbar.watch.playbook.Severity;
import ai.agentbar.watch.playbook.Wording;
import java.util.Optional;

/**
 * The next state of an alert, and why: the text for the log, the screen and the message.
 *
 * @param severity how bad it is now, where that is worse than the rule says always
 */
record Judgement(
    AlertState next, long value, long limit, Wording reason, Optional<Severity> severity) {

  Judgement(AlertState next, long value, long limit, Wording reason) {
    this(next, value, limit, reason, Optional.empty());
  }
}
