package ai.agentbar.watch.runbook.probe;

import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.metric.MetricWindows;
import ai.agentbar.watch.metric.Readings;
import ai.agentbar.watch.playbook.ProbeName;
import ai.agentbar.watch.runbook.Finding;
import ai.agentbar.watch.runbook.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Whether the messages that wait become fewer. */
@Component
class BacklogProbe implements Probe {

  static final Duration LOOK = Duration.ofMinutes(5);

  /** So few are no backlog (playbook 3.4). */
  static final long WAITING_MAX = 20;

  private static final Set<Metric> MOVED =
      Set.of(
          Metric.OUTBOX_CREATED_COUNT,
          Metric.OUTBOX_SENT_COUNT,
          Metric.OUTBOX_FAILED_COUNT,
          Metric.OUTBOX_SKIPPED_COUNT);

  /**
   * @param came messages that came within {@link #LOOK}
   * @param left messages that left within it, sent or not
   * @param oldest how long the longest waiting one has waited
   */
  record Backlog(long waiting, long came, long left, Duration oldest) {}

  private final MetricWindows metrics;

  BacklogProbe(MetricWindows metrics) {
    this.metrics = metrics;
  }

  @Override
  public ProbeName name() {
    return ProbeName.BACKLOG;
  }

  @Override
  public Finding look() {
    Readings readings = metrics.read(MOVED, LOOK);
    Instant from = readings.at().minus(LOOK);
    Instant to = readings.at().plusSeconds(1);
    long left =
        Stream.of(Metric.OUTBOX_SENT_COUNT, Metric.OUTBOX_FAILED_COUNT, Metric.OUTBOX_SKIPPED_COUNT)
            .mapToLong(metric -> readings.sum(metric, from, to))
            .sum();
    return judge(
        new Backlog(
            readings.value(Metric.OUTBOX_PENDING),
            readings.sum(Metric.OUTBOX_CREATED_COUNT, from, to),
            left,
            Duration.ofSeconds(readings.value(Metric.OUTBOX_LATENCY))));
  }

  /** Many that wait are well as long as more leave than come. */
  static Finding judge(Backlog backlog) {
    boolean few = backlog.waiting() <= WAITING_MAX;
    boolean falling = backlog.left() > backlog.came();
    boolean stands = backlog.waiting() > 0 && backlog.left() == 0 && isOld(backlog);
    return Finding.of(
        (few || falling) && !stands,
        "%d pesan antre, terlama %s; %d mnt terakhir masuk %d, keluar %d"
            .formatted(
                backlog.waiting(),
                Ago.indonesian(backlog.oldest()),
                LOOK.toMinutes(),
                backlog.came(),
                backlog.left()),
        "%d messages wait, the longest for %s; in the last %d min %d came and %d left"
            .formatted(
                backlog.waiting(),
                Ago.english(backlog.oldest()),
                LOOK.toMinutes(),
                backlog.came(),
                backlog.left()));
  }

  private static boolean isOld(Backlog backlog) {
    return backlog.oldest().compareTo(LOOK) >= 0;
  }
}
