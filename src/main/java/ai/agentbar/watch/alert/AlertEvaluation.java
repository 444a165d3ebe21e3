package ai.agentbar.watch.alert;

import ai.agentbar.event.EventLog;
import ai.agentbar.event.Origin.Component;
import ai.agentbar.job.Work;
import ai.agentbar.watch.alert.AlertDelivery.Occasion;
import ai.agentbar.watch.metric.MetricWindows;
import ai.agentbar.watch.metric.Readings;
import ai.agentbar.watch.playbook.Playbook;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Team;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Judges every rule about four times a second, and writes a change, its event and the messages that
 * tell of it in one transaction.
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
  private final AlertDeliveryTable deliveries;
  private final AlertMessage messages;
  private final EventLog events;
  private final TransactionTemplate transaction;
  private final InstantSource clock;
  private volatile Instant judgedAt = Instant.EPOCH;
  private volatile boolean ensured;

  AlertEvaluation(
      Playbooks playbooks,
      MetricWindows windows,
      AlertTable alerts,
      AlertDeliveryTable deliveries,
      AlertMessage messages,
      EventLog events,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.playbooks = playbooks;
    this.windows = windows;
    this.alerts = alerts;
    this.deliveries = deliveries;
    this.messages = messages;
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
    events.append(
        new AlertEvent.Changed(
            rule.id(),
            from,
            to,
            judgement.value(),
            judgement.limit(),
            rule.card().severity(),
            judgement.reason().english()));
    newsOf(rule, row.state(), judgement, now).ifPresent(this::tell);
    return 1;
  }

  /** People hear of a firing and of its end; what was interrupted by missing data is no news. */
  private static Optional<AlertMessage.News> newsOf(
      Rule rule, AlertState previous, Judgement judgement, Instant now) {
    boolean fired = previous.known() instanceof AlertState.Firing;
    if (judgement.next() instanceof AlertState.Firing firing && !fired) {
      return Optional.of(
          new AlertMessage.News(rule, Occasion.FIRING, firing.since(), now, judgement));
    }
    if (judgement.next() instanceof AlertState.Ok
        && previous.known() instanceof AlertState.Firing firing) {
      return Optional.of(
          new AlertMessage.News(rule, Occasion.RESOLVED, firing.since(), now, judgement));
    }
    return Optional.empty();
  }

  private void tell(AlertMessage.News news) {
    AlertDelivery.Firing firing = new AlertDelivery.Firing(news.rule().id(), news.since());
    AlertDelivery.Text text = messages.write(news);
    for (Team team : news.rule().card().receivers()) {
      if (!team.emails().isEmpty()) {
        deliveries.create(
            AlertDelivery.to(team, Channel.EMAIL, news.occasion(), firing, text), news.at());
      }
      if (team.slack().isPresent()) {
        deliveries.create(
            AlertDelivery.to(team, Channel.SLACK, news.occasion(), firing, text), news.at());
      }
    }
  }
}
