package ai.agentbar.watch.metric;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which gauges no event tells: every process samples itself, and one of them the database. */
final class Sampled {

  static final Duration EVERY = Duration.ofSeconds(5);

  /** Who waits for a lock may be a buyer who pays: that is to be told within seconds. */
  static final Duration WAITS_EVERY = Duration.ofSeconds(1);

  /** How long a sample counts: some rounds may be missed. */
  static final Duration FRESH_FOR = Duration.ofSeconds(30);

  /** How long it counts for what fires already, where its instance fell silent. */
  static final Duration KEPT_FOR = Duration.ofDays(1);

  static final Set<Metric> BY_INSTANCE =
      Stream.of(
              EnumSet.range(Metric.INSTANCE_POOL_WAITING, Metric.INSTANCE_TEMP_FREE_PERCENT),
              EnumSet.of(Metric.PLAYBOOK_REFUSED))
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  static final Set<Metric> GAUGES =
      Stream.of(
              EnumSet.range(Metric.DATABASE_CONNECTIONS, Metric.DATABASE_LONGEST_LOCK_WAIT_SECONDS),
              EnumSet.range(
                  Metric.DATABASE_CACHE_HIT_PERCENT, Metric.DATABASE_REPLICATION_LAG_SECONDS),
              BY_INSTANCE,
              EnumSet.of(
                  Metric.JOB_MISSED,
                  Metric.JOB_RARE_FAILED,
                  Metric.REMINDERS_OVERDUE_SECONDS,
                  Metric.REMINDERS_PAUSED))
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  private Sampled() {}
}
