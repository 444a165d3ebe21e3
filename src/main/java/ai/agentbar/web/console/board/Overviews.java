package ai.agentbar.web.console.board;

import ai.agentbar.job.LifeSigns;
import ai.agentbar.watch.alert.Alert;
import ai.agentbar.watch.alert.Alerts;
import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.alert.Silence;
import ai.agentbar.watch.alert.Silences;
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
          Metric.CHECKOUT_CREATED_COUNT,
          Metric.PAYMENT_ATTEMPT_COUNT,
          Metric.PAYMENT_PAID_COUNT,
          Metric.PAYMENT_PAID_RUPIAH);

  private final Boards boards;
  private final MetricWindows windows;
  private final Alerts alerts;
  private final LifeSigns signs;
  private final Silences silences;
  private final Deliveries deliveries;

  Overviews(
      Boards boards,
      MetricWindows windows,
      Alerts alerts,
      LifeSigns signs,
      Silences silences,
      Deliveries deliveries) {
    this.boards = boards;
    this.windows = windows;
    this.alerts = alerts;
    this.signs = signs;
    this.silences = silences;
    this.deliveries = deliveries;
  }

  Overview read() {
    Snapshot read = boards.readAll(BoardRange.HOUR);
    Instant now = read.at();
    return new Overview(
        read,
        alerts.judgedUntil(),
        signs.since(LifeSigns.SILENT_AFTER.plusSeconds(1)),
        silenced(now),
        told(read.alerts()),
        windows.sums(COUNTED, now.minus(RECENT), now.plusSeconds(1)));
  }

  /** One whose time is over stands for as long as no watch ends it. */
  private Set<String> silenced(Instant now) {
    return silences.standing().stream()
        .filter(it -> it.until().isAfter(now))
        .map(Silence::ruleId)
        .collect(Collectors.toSet());
  }

  private Map<FiringId, List<Deliveries.Told>> told(List<Alert> standing) {
    return standing.stream()
        .flatMap(it -> it.firing().stream())
        .collect(Collectors.toMap(Firing::id, it -> deliveries.ofFiring(it.id())));
  }
}
