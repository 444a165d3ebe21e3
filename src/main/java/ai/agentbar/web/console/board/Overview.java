package ai.agentbar.web.console.board;

import ai.agentbar.job.LifeSigns.Sign;
import ai.agentbar.watch.alert.Alert;
import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.delivery.Deliveries;
import ai.agentbar.watch.metric.Metric;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether money flows, read at one moment, in no language yet.
 *
 * @param judgedUntil up to when what happened has been judged
 * @param signs of whoever lives
 * @param silenced rules nobody is told of
 * @param told the messages of each firing that goes on
 * @param recent by how much counters grew in the last 30 minutes
 */
record Overview(
    Snapshot read,
    Optional<Instant> judgedUntil,
    List<Sign> signs,
    Set<String> silenced,
    Map<FiringId, List<Deliveries.Told>> told,
    Map<Metric, Long> recent) {

  Flow.Verdict verdict() {
    Flow.Counted lately =
        new Flow.Counted(
            recent(Metric.CHECKOUT_CREATED_COUNT),
            recent(Metric.PAYMENT_ATTEMPT_COUNT),
            recent(Metric.PAYMENT_PAID_COUNT));
    return new Flow(read.at(), read.now().foldedUntil(), judgedUntil, signs, lately).verdict();
  }

  Flow.Mood mood() {
    return Flow.mood(firing().stream().map(this::fired).toList());
  }

  List<Alert> firing() {
    return read.alerts().stream().filter(Alert::isFiring).toList();
  }

  List<Alert> others() {
    return read.alerts().stream().filter(it -> !it.isFiring()).toList();
  }

  /** The messages of the firing that goes on, oldest first. */
  List<Deliveries.Told> told(Alert alert) {
    return alert.firing().map(it -> told.getOrDefault(it.id(), List.of())).orElse(List.of());
  }

  long recent(Metric metric) {
    return recent.getOrDefault(metric, 0L);
  }

  /** A firing may have become worse than its rule says. */
  private Flow.Fired fired(Alert alert) {
    return new Flow.Fired(
        alert.firing().map(Firing::severity).orElse(alert.rule().card().severity()),
        silenced.contains(alert.rule().id()));
  }
}
