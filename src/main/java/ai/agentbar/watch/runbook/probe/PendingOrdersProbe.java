package ai.agentbar.watch.runbook.probe;

import ai.agentbar.watch.metric.MetricWindows;
import ai.agentbar.watch.metric.OpenOrders;
import ai.agentbar.watch.metric.Readings;
import ai.agentbar.watch.playbook.ProbeName;
import ai.agentbar.watch.runbook.Finding;
import ai.agentbar.watch.runbook.Probe;
import java.time.Duration;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The open orders, how old they are, and their money. */
@Component
class PendingOrdersProbe implements Probe {

  /** The playbook's own numbers (3.3). */
  private static final Duration OLD_AFTER = Duration.ofMinutes(30);

  static final long OLD_MAX = 20;

  private final MetricWindows metrics;

  PendingOrdersProbe(MetricWindows metrics) {
    this.metrics = metrics;
  }

  @Override
  public ProbeName name() {
    return ProbeName.PENDING_ORDERS;
  }

  @Override
  public Finding look() {
    Readings readings = metrics.read(Set.of(), Duration.ZERO);
    Duration oldest =
        readings
            .pendingSince()
            .map(since -> Duration.between(since, readings.at()))
            .orElse(Duration.ZERO);
    return judge(readings.money().pending(), readings.money().pendingFor(OLD_AFTER), oldest);
  }

  static Finding judge(OpenOrders open, OpenOrders old, Duration oldest) {
    return Finding.of(
        old.orders() <= OLD_MAX,
        "%d order menunggu bayar (%s), %d lebih dari %d mnt (%s), tertua %s"
            .formatted(
                open.orders(),
                open.amount(),
                old.orders(),
                OLD_AFTER.toMinutes(),
                old.amount(),
                Ago.indonesian(oldest)),
        "%d orders wait for payment (%s), %d for more than %d min (%s), the oldest for %s"
            .formatted(
                open.orders(),
                open.amount(),
                old.orders(),
                OLD_AFTER.toMinutes(),
                old.amount(),
                Ago.english(oldest)));
  }
}
