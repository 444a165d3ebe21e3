package ai.agentbar.watch.alert;

import ai.agentbar.event.EventLog;
import ai.agentbar.event.Origin.Component;
import ai.agentbar.job.Work;
import ai.agentbar.kernel.Rupiah;
import ai.agentbar.watch.metric.MetricWindows;
import ai.agentbar.watch.metric.Readings;
import ai.agentbar.watch.playbook.Playbook;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Judges every rule about four times a second, and writes a change and its event in one
 * transaction; who must tell or act listens to the event.
 *
 * <p>Any number of nodes run this; the row locks let one of them judge a rule at a time, and the
 * others pass over it.
 */
@Service
@Order(200)
class AlertEvaluation implements Work {

  private static final Duration EVERY = Duration.ofMillis(250);

  private final Playbooks playbooks;
  private final MetricWindows windows;
  private final AlertTable alerts;
  private final FiringTable firings;
  private final EventLog events;
  private final TransactionTemplate transaction;
  private final InstantSource clock;
  private volatile Instant judgedAt = Instant.EPOCH;
  private volatile boolean ensured;

  AlertEvaluation(
      Playbooks playbooks,
      MetricWindows windows,
      AlertTable alerts,
      FiringTable firings,
      EventLog events,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.playbooks = playbooks;
    this.windows = windows;
    this.alerts = alerts;
    this.firings = firings;
    this.events = events;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "alert-evaluation";
  }

  @Override
  public Component component() {
    return Component.WATCH;
  }

  /** Moves as many rows as alerts changed their state. */
  @Override
  public int step() {
    Instant now = clock.instant();
    Duration passed = Duration.between(judgedAt, now);
    if (passed.isPositive() && passed.compareTo(EVERY) < 0) {
      return 0;
    }
    judgedAt = now;
    Integer changed = transaction.execute(_ -> judgeAll());
    return changed == null ? 0 : changed;
  }

  private int judgeAll() {
    Playbook playbook = playbooks.current();
    List<String> ids = playbook.rules().stream().map(Rule::id).toList();
    if (!ensured) {
      alerts.ensure(ids);
      ensured = true;
    }
    List<AlertTable.Row> rows = alerts.lock(ids);
    if (rows.isEmpty()) {
      return 0;
    }
    Readings readings = read(playbook);
    int changed = 0;
    for (AlertTable.Row row : rows) {
      Rule rule = playbook.rule(row.ruleId()).orElseThrow();
      Judgement judgement = Evaluation.next(rule, readings, playbook.busyHours(), row.state());
      changed += apply(rule, row, judgement, readings.at());
    }
    return changed;
  }

  private Readings read(Playbook playbook) {
    Duration lookback =
        playbook.rules().stream()
            .map(Rule::lookback)
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    return windows.read(
        playbook.rules().stream().map(Rule::metric).collect(Collectors.toSet()), lookback);
  }

  private int apply(Rule rule, AlertTable.Row row, Judgement judgement, Instant now) {
    String from = row.state().label();
    String to = judgement.next().label();
    if (judgement.next().equals(row.state()) && judgement.next() instanceof AlertState.Ok) {
      return 0;
    }
    alerts.save(rule.id(), judgement);
    if (from.equals(to)) {
      return 0;
    }
    tell(new Turn(rule, row.state(), judgement, now));
    return 1;
  }

  /** An alert that stands otherwise than before. */
  private record Turn(Rule rule, AlertState previous, Judgement judgement, Instant at) {

    boolean begins() {
      return judgement.next() instanceof AlertState.Firing
          && !(previous.known() instanceof AlertState.Firing);
    }

    boolean ends() {
      return judgement.next() instanceof AlertState.Ok
          && previous.known() instanceof AlertState.Firing;
    }
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
    Severity severity = turn.rule().card().severity();
    AlertState.Firing state = (AlertState.Firing) turn.judgement().next();
    MoneyAtRisk atRisk = new MoneyAtRisk(0, Rupiah.ZERO);
    FiringId id =
        firings.begin(
            new FiringTable.Beginning(
                turn.rule().id(), severity, state.since(), turn.judgement(), atRisk),
            turn.at());
    events.append(
        new AlertEvent.Fired(
            id,
            turn.rule().id(),
            severity,
            turn.judgement().value(),
            turn.judgement().limit(),
            atRisk,
            turn.judgement().reason().english()));
  }

  private void resolved(Turn turn) {
    Judgement judgement = turn.judgement();
    // An alert that fired before firings had rows ends without one.
    firings
        .end(turn.rule().id(), turn.at())
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
