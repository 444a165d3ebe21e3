package ai.agentbar.watch.checklist;

import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.metric.MetricWindows;
import ai.agentbar.watch.metric.Readings;
import ai.agentbar.watch.playbook.Playbooks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Takes the numbers of a shift. */
@Component
class Measuring {

  private static final Set<Metric> COUNTED =
      Set.of(
          Metric.PAYMENT_PAID_COUNT,
          Metric.WEBHOOK_PROCESSING_ERROR,
          Metric.WEBHOOK_INVALID_SIGNATURE);

  private static final Set<Metric> STANDING =
      Set.of(
          Metric.ORDERS_PENDING,
          Metric.ORDERS_PENDING_AGING,
          Metric.OUTBOX_PENDING,
          Metric.OUTBOX_FAILED,
          Metric.WORKER_ALIVE,
          Metric.SCHEDULER_ALIVE);

  private final MetricWindows windows;
  private final Playbooks playbooks;
  private final InstantSource clock;

  Measuring(MetricWindows windows, Playbooks playbooks, InstantSource clock) {
    this.windows = windows;
    this.playbooks = playbooks;
    this.clock = clock;
  }

  Filling since(Instant begin) {
    // The bucket that runs belongs to the window too.
    Instant end = clock.instant().plus(Duration.ofSeconds(1));
    Map<Metric, Long> numbers = new EnumMap<>(Metric.class);
    numbers.putAll(windows.sums(COUNTED, begin, end));
    Readings now = windows.read(STANDING, Duration.ZERO);
    STANDING.forEach(metric -> numbers.put(metric, now.value(metric)));
    return new Filling(numbers, playbooks.current().bands());
  }
}
