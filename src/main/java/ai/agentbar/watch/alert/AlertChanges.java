package ai.agentbar.watch.alert;

import ai.agentbar.event.EventLog;
import ai.agentbar.watch.metric.Readings;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Severity;
import ai.agentbar.watch.playbook.Wording;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Writes what a judgement changes, and tells it, in the transaction of the judgement. */
@Service
class AlertChanges {

  private static final Wording RULE_IS_GONE =
      new Wording("Aturan ini dihapus dari playbook", "The rule was taken out of the playbook");

  private final AlertTable alerts;
  private final FiringTable firings;
  private final Silences silences;
  private final EventLog events;

  AlertChanges(AlertTable alerts, FiringTable firings, Silences silences, EventLog events) {
    this.alerts = alerts;
    this.firings = firings;
    this.silences = silences;
    this.events = events;
  }

  /** An alert that was judged anew. */
  record Turn(Rule rule, AlertState previous, Judgement judgement, Readings readings) {

    boolean changes() {
      return !previous.label().equals(judgement.next().label());
    }

    boolean begins() {
      return judgement.next() instanceof AlertState.Firing
          && !(previous.known() instanceof AlertState.Firing);
    }

    boolean ends() {
      return judgement.next() instanceof AlertState.Ok
          && previous.known() instanceof AlertState.Firing;
    }

    boolean goesOn() {
      return judgement.next() instanceof AlertState.Firing && !begins();
    }

    Severity severity() {
      return judgement.severity().orElse(rule.card().severity());
    }

    MoneyAtRisk atRisk() {
      return MoneyAtRisk.of(rule, judgement.value(), readings);
    }
  }

  /** Whether the alert stands otherwise than before. */
  boolean apply(Turn turn) {
    Judgement judgement = turn.judgement();
    if (judgement.next().equals(turn.previous()) && judgement.next() instanceof AlertState.Ok) {
      return false;
    }
    alerts.save(turn.rule().id(), judgement);
    if (turn.goesOn() && judgement.severity().isPresent()) {
      raised(turn);
    }
    if (turn.changes()) {
      tell(turn);
    }
    return turn.changes();
  }

  /**
   * Keeps the numbers of what fires on. Last in the transaction, since whoever takes an alert on
   * locks its firing and its incident too.
   */
  void keepLatest(List<Turn> turns) {
    List<FiringTable.Latest> latest =
        turns.stream()
            .filter(Turn::goesOn)
            .map(it -> new FiringTable.Latest(it.rule().id(), it.judgement(), it.atRisk()))
            .toList();
    if (!latest.isEmpty()) {
      firings.judged(latest);
    }
  }

  /** Ends what fires of a rule that the playbook no longer has. */
  void leave(String ruleId, Instant at) {
    alerts.save(ruleId, new Judgement(new AlertState.Ok(), 0, 0, RULE_IS_GONE));
    firings
        .end(ruleId, at)
        .ifPresent(id -> events.append(new AlertEvent.Resolved(id, ruleId, 0, 0, RULE_IS_GONE)));
  }

  /** A firing and its end are news; what was interrupted by missing data goes on. */
  private void tell(Turn turn) {
    if (turn.begins()) {
      fired(turn);
    } else if (turn.ends()) {
      resolved(turn);
    } else {
      changed(turn);
    }
  }

  private void fired(Turn turn) {
    AlertState.Firing state = (AlertState.Firing) turn.judgement().next();
    MoneyAtRisk atRisk = turn.atRisk();
    Instant now = turn.readings().at();
    FiringId id =
        firings.begin(
            new FiringTable.Beginning(
                turn.rule().id(), turn.severity(), state.since(), turn.judgement(), atRisk),
            now);
    silences.keepShort(now);
    events.append(
        new AlertEvent.Fired(
            id,
            turn.rule().id(),
            turn.severity(),
            turn.judgement().value(),
            turn.judgement().limit(),
            atRisk,
            turn.judgement().reason().english()));
  }

  private void raised(Turn turn) {
    Judgement judgement = turn.judgement();
    Optional<FiringId> raised =
        firings.raise(turn.rule().id(), turn.severity(), judgement, turn.atRisk());
    if (raised.isEmpty()) {
      return;
    }
    silences.keepShort(turn.readings().at());
    events.append(
        new AlertEvent.SeverityRaised(
            raised.get(),
            turn.rule().id(),
            turn.severity(),
            judgement.value(),
            judgement.reason().english()));
  }

  private void resolved(Turn turn) {
    Judgement judgement = turn.judgement();
    // An alert that fired before firings had rows ends without one.
    firings
        .end(turn.rule().id(), turn.readings().at())
        .ifPresent(
            id ->
                events.append(
                    new AlertEvent.Resolved(
                        id,
                        turn.rule().id(),
                        judgement.value(),
                        judgement.limit(),
                        judgement.reason())));
  }

  private void changed(Turn turn) {
    events.append(
        new AlertEvent.Changed(
            turn.rule().id(),
            turn.previous().label(),
            turn.judgement().next().label(),
            turn.judgement().value(),
            turn.judgement().limit(),
            turn.judgement().reason().english()));
  }
}
