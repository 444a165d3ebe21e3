package ai.agentbar.web.console.board;

import ai.agentbar.watch.alert.Alert;
import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.delivery.Deliveries;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.metric.MetricWindows;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** Reads what the overview shows. */
@Service
class Overviews {

  private static final Duration RECENT = Duration.ofMinutes(30);
  private static final Set<Metric> COUNTED =
      EnumSet.of(
          Metric.PAYMENT_ATTEMPT_COUNT, Metric.PAYMENT_PAID_COUNT, Metric.PAYMENT_PAID_RUPIAH);

  private final Boards boards;
  private final MetricWindows windows;
  private final Deliveries deliveries;

  Overviews(Boards boards, MetricWindows windows, Deliveries deliveries) {
    this.boards = boards;
    this.windows = windows;
    this.deliveries = deliveries;
  }

  Overview read() {
    Snapshot read = boards.readAll(BoardRange.HOUR);
    Instant now = read.at();
    return new Overview(
        read, told(read.alerts()), windows.sums(COUNTED, now.minus(RECENT), now.plusSeconds(1)));
  }

  private Map<FiringId, List<Deliveries.Told>> told(List<Alert> standing) {
    return standing.stream()
        .flatMap(it -> it.firing().stream())
        .collect(Collectors.toMap(Firing::id, it -> deliveries.ofFiring(it.id())));
  }
}
