package ai.agentbar.watch.delivery;

import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.alert.Found;
import ai.agentbar.watch.alert.MoneyAtRisk;
import ai.agentbar.watch.alert.ProbeResult;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Severity;
import ai.agentbar.watch.playbook.Wording;
import ai.agentbar.watch.runbook.ActionRun;
import ai.agentbar.watch.runbook.Tick;
import java.time.Duration;
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
    Known known,
    Instant since,
    Instant at,
    Wording note,
    String team) {

  /** What makes an alert fire is news for so long; then what it has come to is. */
  private static final Duration BEGINS_FOR = Duration.ofMinutes(1);

  /**
   * What was looked at and done about its firing so far.
   *
   * @param found what is bad first, then what could not be found out
   * @param runs oldest first
   * @param ticks what people did of what only they can do
   */
  record Known(List<Found> found, List<ActionRun> runs, List<Tick> ticks) {

    static final Known NOTHING = new Known(List.of(), List.of(), List.of());

    Known {
      found = worstFirst(found);
    }

    static List<Found> worstFirst(List<Found> found) {
      return found.stream()
          .sorted(Comparator.comparing(Found::result, ProbeResult.WORST_FIRST))
          .toList();
    }
  }

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
    return told && !note.english().isEmpty()
        ? note
        : numbers().map(Firing.Numbers::reason).orElse(note);
  }

  /** Those that made it fire where that is what it tells of, else those of now. */
  Optional<Firing.Numbers> numbers() {
    return firing.map(it -> tellsOfBegin(it) ? it.first() : it.latest());
  }

  private boolean tellsOfBegin(Firing it) {
    return switch (shown) {
      case FIRING -> at.isBefore(it.firedAt().plus(BEGINS_FOR));
      case RAISED, ESCALATED, SILENCE_ENDED, REPEATED -> false;
      case BLINDED, SEEING, RESOLVED -> true;
    };
  }

  /** Since when the numbers of what still fires are missing, so that those told are old. */
  Optional<Instant> blindSince() {
    return numbers().filter(_ -> shown.calls()).flatMap(Firing.Numbers::blindSince);
  }

  /** The money it concerns; none at all is said too where the rule is about money. */
  Optional<MoneyAtRisk> atRisk() {
    boolean aboutMoney = rule.filter(it -> it.card().moneyAtRisk()).isPresent();
    return numbers().map(Firing.Numbers::atRisk).filter(it -> aboutMoney || it.orders() > 0);
  }

  Optional<Instant> endedAt() {
    return firing.flatMap(Firing::resolvedAt);
  }
}
