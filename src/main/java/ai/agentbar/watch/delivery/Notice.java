package ai.agentbar.watch.delivery;

import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.alert.MoneyAtRisk;
import ai.agentbar.watch.alert.ProbeResult;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Severity;
import ai.agentbar.watch.playbook.Wording;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One alert as it is told: what is known of it at the moment of sending.
 *
 * @param rule none where the playbook has it no more
 * @param team for whom it is
 */
record Notice(
    Occasion shown,
    Severity severity,
    String ruleId,
    Optional<Rule> rule,
    Optional<Firing> firing,
    List<ProbeResult> found,
    Instant since,
    Instant at,
    Wording note,
    String team) {

  /** The worst first, and of those the ones that call before the ones that calm. */
  static final Comparator<Notice> WORST_FIRST =
      Comparator.comparing((Notice it) -> !it.shown.calls())
          .thenComparing(Notice::severity)
          .thenComparing(Notice::shown)
          .thenComparing(Notice::since)
          .thenComparing(Notice::ruleId);

  boolean isWorst() {
    return severity == Severity.P0 && shown.calls();
  }

  Wording title() {
    return rule.map(it -> it.card().title()).orElseGet(() -> new Wording(ruleId, ruleId));
  }

  /** Why: in the firing's words, or in the note's where there are other ones. */
  Wording reason() {
    boolean told = shown == Occasion.RESOLVED || shown == Occasion.BLINDED || firing.isEmpty();
    return told && !note.english().isEmpty() ? note : firing.map(Firing::reason).orElse(note);
  }

  /** The money it concerns; none at all is said too where the rule is about money. */
  Optional<MoneyAtRisk> atRisk() {
    boolean aboutMoney = rule.filter(it -> it.card().moneyAtRisk()).isPresent();
    return firing.map(Firing::atRisk).filter(it -> aboutMoney || it.orders() > 0);
  }

  Optional<Instant> endedAt() {
    return firing.flatMap(Firing::resolvedAt);
  }
}
