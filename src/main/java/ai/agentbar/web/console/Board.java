package ai.agentbar.web.console;

import ai.agentbar.watch.alert.Alert;
import ai.agentbar.watch.alert.AlertState;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.delivery.Deliveries;
import ai.agentbar.watch.metric.Latency;
import ai.agentbar.watch.metric.Metric;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the live page shows, read at one moment, in no language yet.
 *
 * @param told the messages of each firing that goes on
 * @param total since the beginning
 * @param recent in the last 30 minutes
 * @param latency of the notifications processed in the last 30 minutes
 * @param receivedPerMinute of the last hour, oldest first
 * @param paidPerMinute of the last hour, oldest first
 */
record Board(
    Instant at,
    List<Alert> alerts,
    Map<FiringId, List<Deliveries.Told>> told,
    Map<Metric, Long> total,
    Map<Metric, Long> recent,
    Latency latency,
    Optional<Instant> lastReceivedAt,
    List<Long> receivedPerMinute,
    List<Long> paidPerMinute) {

  /** The one sentence on top of the page. */
  enum Verdict {
    ALARM,
    BLIND,
    UNPAID,
    FLOWING,
    QUIET
  }

  Verdict verdict() {
    if (!firing().isEmpty()) {
      return Verdict.ALARM;
    }
    if (alerts.stream().anyMatch(it -> it.state() instanceof AlertState.NoData)) {
      return Verdict.BLIND;
    }
    if (recent(Metric.PAYMENT_PAID_COUNT) > 0) {
      return Verdict.FLOWING;
    }
    return recent(Metric.PAYMENT_ATTEMPT_COUNT) > 0 ? Verdict.UNPAID : Verdict.QUIET;
  }

  List<Alert> firing() {
    return alerts.stream().filter(Alert::isFiring).toList();
  }

  List<Alert> others() {
    return alerts.stream().filter(it -> !it.isFiring()).toList();
  }

  /** The messages of the firing that goes on, oldest first. */
  List<Deliveries.Told> told(Alert alert) {
    return alert.firing().map(it -> told.getOrDefault(it.id(), List.of())).orElse(List.of());
  }

  long total(Metric metric) {
    return total.getOrDefault(metric, 0L);
  }

  long recent(Metric metric) {
    return recent.getOrDefault(metric, 0L);
  }
}
