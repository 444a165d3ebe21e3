package ai.agentbar.watch.incident;

import ai.agentbar.kernel.Rupiah;
import ai.agentbar.watch.alert.Alerts;
import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.incident.PostMortemDraft.AlertFacts;
import ai.agentbar.watch.incident.PostMortemDraft.Exposure;
import ai.agentbar.watch.incident.PostMortemDraft.Facts;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.metric.MetricWindows;
import ai.agentbar.watch.metric.Point;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Wording;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Gathers what a post-mortem is drafted from. */
@Component
class Drafting {

  /** How much of the time before and after is shown beside the incident. */
  private static final Duration MARGIN = Duration.ofMinutes(15);

  /** The longest history that can be asked for. */
  private static final Duration LONGEST = Duration.ofDays(31);

  /** Alerts with their probes and graphs; an incident of more shows the first ones. */
  private static final int ALERTS_MAX = 8;

  private final Alerts alerts;
  private final Playbooks playbooks;
  private final MetricWindows windows;
  private final EntryTable entries;
  private final StepTable steps;
  private final InstantSource clock;

  Drafting(
      Alerts alerts,
      Playbooks playbooks,
      MetricWindows windows,
      EntryTable entries,
      StepTable steps,
      InstantSource clock) {
    this.alerts = alerts;
    this.playbooks = playbooks;
    this.windows = windows;
    this.entries = entries;
    this.steps = steps;
    this.clock = clock;
  }

  String draft(Incident incident) {
    return PostMortemDraft.write(
        new Facts(
            incident,
            steps.of(incident.id(), incident.course().round()),
            entries.of(incident.id()),
            incident.alerts().stream()
                .limit(ALERTS_MAX)
                .map(it -> alerts.firing(it.firing()))
                .flatMap(Optional::stream)
                .map(it -> facts(incident, it))
                .toList(),
            exposure(incident),
            clock.instant()));
  }

  private AlertFacts facts(Incident incident, Firing firing) {
    Optional<Rule> rule = playbooks.current().rule(firing.ruleId());
    return new AlertFacts(
        firing,
        rule.map(it -> it.card().title()).orElse(new Wording(firing.ruleId(), firing.ruleId())),
        alerts.results(firing.id()),
        rule.map(Rule::metric).map(it -> graph(incident, it)));
  }

  private Graph graph(Incident incident, Metric metric) {
    Instant now = clock.instant();
    Instant end = end(incident).plus(MARGIN);
    Instant to = end.isBefore(now) ? end : now;
    Instant opened = incident.course().openedAt().minus(MARGIN);
    Instant from = opened.isAfter(to.minus(LONGEST)) ? opened : to.minus(LONGEST);
    Duration step = Graph.step(Duration.between(from, to));
    return new Graph(metric.key(), windows.history(metric, from, to, step));
  }

  /** Gauges are written down once a minute, so the minute before tells how it began. */
  private Exposure exposure(Incident incident) {
    Instant from = incident.course().openedAt().minus(Duration.ofMinutes(1));
    Instant to = end(incident);
    Map<Metric, Long> sums =
        windows.sums(
            Set.of(Metric.PAYMENT_PAID_COUNT, Metric.PAYMENT_EXPIRED_COUNT),
            incident.course().openedAt(),
            to);
    return new Exposure(
        highest(Metric.ORDERS_PENDING, from, to),
        new Rupiah(highest(Metric.ORDERS_PENDING_RUPIAH, from, to)),
        sums.getOrDefault(Metric.PAYMENT_PAID_COUNT, 0L),
        sums.getOrDefault(Metric.PAYMENT_EXPIRED_COUNT, 0L));
  }

  private long highest(Metric metric, Instant from, Instant to) {
    Instant begin = from.isAfter(to.minus(LONGEST)) ? from : to.minus(LONGEST);
    Duration step = Graph.step(Duration.between(begin, to));
    return windows.history(metric, begin, to, step).stream()
        .mapToLong(Point::value)
        .max()
        .orElse(0);
  }

  private Instant end(Incident incident) {
    return incident.endedAt().orElse(clock.instant());
  }
}
