package ai.agentbar.web.console.board;

import ai.agentbar.watch.alert.Alert;
import ai.agentbar.watch.alert.AlertState;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.delivery.Deliveries;
import ai.agentbar.watch.metric.Metric;
import java.util.List;
import java.util.Map;

/**
 * Whether money flows, read at one moment, in no language yet.
 *
 * @param told the messages of each firing that goes on
 * @param recent by how much counters grew in the last 30 minutes
 */
record Overview(
    Snapshot read, Map<FiringId, List<Deliveries.Told>> told, Map<Metric, Long> recent) {

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
    if (read.alerts().stream().anyMatch(it -> it.state() instanceof AlertState.NoData)) {
      return Verdict.BLIND;
    }
    if (recent(Metric.PAYMENT_PAID_COUNT) > 0) {
      return Verdict.FLOWING;
    }
    return recent(Metric.PAYMENT_ATTEMPT_COUNT) > 0 ? Verdict.UNPAID : Verdict.QUIET;
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
}
