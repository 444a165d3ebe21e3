package ai.agentbar.watch.runbook.probe;

import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.metric.MetricWindows;
import ai.agentbar.watch.metric.Readings;
import ai.agentbar.watch.playbook.ProbeName;
import ai.agentbar.watch.runbook.Finding;
import ai.agentbar.watch.runbook.Probe;
import java.time.Duration;
import java.util.Set;
import org.springframework.stereotype.Component;

/** How the database is, as it was sampled a moment ago, and how fast it answers now. */
@Component
class DatabaseProbe implements Probe {

  private static final long CONNECTIONS_PERCENT_MAX = 80;
  private static final long TRANSACTION_SECONDS_MAX = 60;
  private static final long LOCK_WAIT_SECONDS_MAX = 5;
  private static final long ANSWER_MS_MAX = 1_000;
  private static final long MEGABYTE = 1024L * 1024;

  /** Whole numbers, in the unit each names. */
  record Vitals(
      long answerMs,
      long connections,
      long connectionsPercent,
      long longestTransactionSeconds,
      long lockWaits,
      long longestLockWaitSeconds,
      long sizeBytes) {

    boolean isWell() {
      return answerMs <= ANSWER_MS_MAX
          && connectionsPercent <= CONNECTIONS_PERCENT_MAX
          && longestTransactionSeconds <= TRANSACTION_SECONDS_MAX
          && longestLockWaitSeconds <= LOCK_WAIT_SECONDS_MAX;
    }
  }

  private final MetricWindows metrics;

  DatabaseProbe(MetricWindows metrics) {
    this.metrics = metrics;
  }

  @Override
  public ProbeName name() {
    return ProbeName.DATABASE;
  }

  @Override
  public Finding look() {
    long startedNanos = System.nanoTime();
    Readings readings = metrics.read(Set.of(), Duration.ZERO);
    long ms = Duration.ofNanos(System.nanoTime() - startedNanos).toMillis();
    if (!readings.knows(Metric.DATABASE_CONNECTIONS)) {
      return Finding.unknown(
          "database menjawab dalam %d ms, tetapi angkanya belum diambil".formatted(ms),
          "the database answers in %d ms, but its numbers were not taken".formatted(ms));
    }
    return judge(
        new Vitals(
            ms,
            readings.value(Metric.DATABASE_CONNECTIONS),
            readings.value(Metric.DATABASE_CONNECTIONS_USED_PERCENT),
            readings.value(Metric.DATABASE_LONGEST_TRANSACTION_SECONDS),
            readings.value(Metric.DATABASE_LOCK_WAITS),
            readings.value(Metric.DATABASE_LONGEST_LOCK_WAIT_SECONDS),
            readings.value(Metric.DATABASE_SIZE_BYTES)));
  }

  static Finding judge(Vitals vitals) {
    return Finding.of(
        vitals.isWell(),
        "database: %d koneksi (%d%%), transaksi terlama %d dtk, %d menunggu lock (terlama %d dtk), %d MB, jawab %d ms"
            .formatted(
                vitals.connections(),
                vitals.connectionsPercent(),
                vitals.longestTransactionSeconds(),
                vitals.lockWaits(),
                vitals.longestLockWaitSeconds(),
                vitals.sizeBytes() / MEGABYTE,
                vitals.answerMs()),
        "database: %d connections (%d%%), longest transaction %d s, %d wait for a lock (longest %d s), %d MB, answers in %d ms"
            .formatted(
                vitals.connections(),
                vitals.connectionsPercent(),
                vitals.longestTransactionSeconds(),
                vitals.lockWaits(),
                vitals.longestLockWaitSeconds(),
                vitals.sizeBytes() / MEGABYTE,
                vitals.answerMs()));
  }
}
