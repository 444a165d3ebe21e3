package ai.agentbar.watch.delivery;

import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.playbook.Wording;
import java.time.Instant;
import java.util.Optional;

/**
 * Something to tell, whoever is told.
 *
 * @param firing none where data is missing: that is no firing
 * @param at when it began to fire, or when its data went missing
 * @param round which repetition or escalation, 0 for what is told once
 * @param note what is said beside it: why it is escalated, why it is over
 */
record News(
    Optional<FiringId> firing,
    String ruleId,
    Instant at,
    Occasion occasion,
    int round,
    Wording note) {

  static final Wording NO_NOTE = new Wording("", "");

  static News of(Firing firing, Occasion occasion, int round, Wording note) {
    return new News(
        Optional.of(firing.id()), firing.ruleId(), firing.firedAt(), occasion, round, note);
  }
}
