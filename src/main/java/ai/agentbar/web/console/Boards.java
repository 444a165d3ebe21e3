package ai.agentbar.web.console;

import ai.agentbar.watch.alert.Alert;
import ai.agentbar.watch.alert.Alerts;
import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.delivery.Deliveries;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.metric.MetricWindows;
import ai.agentbar.watch.metric.Readings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** Reads what the live page shows: a handful of queries, none of which grows with history. */
@Service
class Boards {

  private static final Duration RECENT = Duration.ofMinutes(30);
  private static final Duration CHART = Duration.ofHours(1);
  private static final Set<Metric> SHOWN =
      EnumSet.of(
          Metric.CHECKOUT_CREATED_COUNT,
          Metric.PAYMENT_ATTEMPT_COUNT,
          Metric.PAYMENT_PAID_COUNT,
          Metric.PAYMENT_PAID_RUPIAH,
          Metric.PAYMENT_FAILED_COUNT,
          Metric.PAYMENT_EXPIRED_COUNT,
          Metric.WEBHOOK_RECEIVED_TOTAL,
          Metric.WEBHOOK_INVALID_SIGNATURE,
          Metric.WEBHOOK_PROCESSING_ERROR);

  private final MetricWindows windows;
  private final Alerts alerts;
  private final Deliveries deliveries;

  Boards(MetricWindows windows, Alerts alerts, Deliveries deliveries) {
    this.windows = windows;
    this.alerts = alerts;
    this.deliveries = deliveries;
  }

  Board read() {
    Readings now = windows.read(EnumSet.noneOf(Metric.class), Duration.ZERO);
    Instant recentFrom = now.at().minus(RECENT);
    Instant until = now.at().plusSeconds(1);
    Instant chartUntil = now.at().truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
    Instant chartFrom = chartUntil.minus(CHART);
    List<Alert> standing = alerts.all();
    return new Board(
        now.at(),
        standing,
        told(standing),
        now.values(),
        windows.sums(SHOWN, recentFrom, until),
        windows.webhookLatency(recentFrom, until),
        lastReceived(now),
        windows.perMinute(Metric.WEBHOOK_RECEIVED_TOTAL, chartFrom, chartUntil),
        windows.perMinute(Metric.PAYMENT_PAID_COUNT, chartFrom, chartUntil));
  }

  private Map<FiringId, List<Deliveries.Told>> told(List<Alert> standing) {
    return standing.stream()
        .flatMap(it -> it.firing().stream())
        .collect(Collectors.toMap(Firing::id, it -> deliveries.ofFiring(it.id())));
  }

  private static Optional<Instant> lastReceived(Readings now) {
    return now.lastSeen(Metric.WEBHOOK_RECEIVED_TOTAL);
  }
}
