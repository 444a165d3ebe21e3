package ai.agentbar.watch.metric;

import ai.agentbar.event.Origin.Component;
import ai.agentbar.job.Jobs;
import ai.agentbar.job.Role;
import ai.agentbar.job.Work;
import ai.agentbar.watch.metric.Folded.Series;
import ai.agentbar.watch.metric.Folded.Total;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes down what no event tells. Every process does it, whatever its roles, and of what is the
 * same for all whoever comes first does it.
 *
 * <p>Each group of numbers is a transaction of its own: one that fails leaves its own numbers to
 * grow stale, and then unknown, and no others.
 */
@Service
class MetricSampling implements Work {

  private static final Logger LOG = LoggerFactory.getLogger(MetricSampling.class);
  private static final String DEADLOCKS_SEEN = "database_deadlocks_seen";

  private final InstanceVitals own;
  private final DatabaseVitals database;
  private final Jobs jobs;
  private final List<SharedGauges> others;
  private final SampleTable samples;
  private final MetricFoldTable totals;
  private final TransactionTemplate transaction;
  private final InstantSource clock;
  private Instant sampledAt = Instant.EPOCH;
  private Instant waitsSampledAt = Instant.EPOCH;

  MetricSampling(
      InstanceVitals own,
      DatabaseVitals database,
      Jobs jobs,
      List<SharedGauges> others,
      SampleTable samples,
      MetricFoldTable totals,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.own = own;
    this.database = database;
    this.jobs = jobs;
    this.others = others;
    this.samples = samples;
    this.totals = totals;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "metric-sample";
  }

  @Override
  public Component component() {
    return Component.WATCH;
  }

  @Override
  public Set<Role> roles() {
    return EnumSet.allOf(Role.class);
  }

  /** Always 0: there is no more of it to do at once. */
  @Override
  public int step() {
    Instant now = clock.instant();
    if (isOver(Sampled.EVERY, sampledAt, now)) {
      sampledAt = now;
      sampleSelf(now);
      sampleShared(now);
    }
    if (isOver(Sampled.WAITS_EVERY, waitsSampledAt, now)) {
      waitsSampledAt = now;
      sampleWaits(now);
    }
    return 0;
  }

  private static boolean isOver(Duration pause, Instant since, Instant now) {
    Duration passed = Duration.between(since, now);
    return passed.isNegative() || passed.compareTo(pause) >= 0;
  }

  private void sampleSelf(Instant now) {
    List<Sample> read = own.read();
    transaction.executeWithoutResult(
        _ -> {
          samples.write(read, now);
          samples.forgetStale(now);
        });
  }

  private void sampleShared(Instant now) {
    if (!samples.isDue(Metric.DATABASE_CONNECTIONS, now.minus(Sampled.EVERY))) {
      return;
    }
    sample("sessions", database::sessions, now);
    sample("cache", database::cache, now);
    sample("size", database::size, now);
    sample("dead rows", database::deadRows, now);
    sample("replication", database::replication, now);
    sample("jobs", this::jobs, now);
    others.forEach(it -> sample(it.name(), () -> samples(it), now));
    attempt("deadlocks", () -> countDeadlocks(now));
  }

  private void sampleWaits(Instant now) {
    if (samples.isDue(Metric.DATABASE_LONGEST_LOCK_WAIT_SECONDS, now.minus(Sampled.WAITS_EVERY))) {
      sample("lock waits", database::longestLockWait, now);
    }
  }

  private void sample(String what, Supplier<List<Sample>> read, Instant now) {
    attempt(what, () -> samples.write(read.get(), now));
  }

  private void attempt(String what, Runnable act) {
    try {
      transaction.executeWithoutResult(
          _ -> {
            database.limitStatements();
            act.run();
          });
    } catch (DataAccessException failure) {
      // A number nobody can read grows stale and is then unknown, which a rule can tell from 0.
      LOG.warn("the database did not tell its {} in time", what, failure);
    }
  }

  private List<Sample> jobs() {
    return jobs.standings().stream()
        .flatMap(
            job ->
                Stream.of(
                    new Sample(Metric.JOB_MISSED, job.name(), job.late() ? 1 : 0),
                    new Sample(Metric.JOB_RARE_FAILED, job.name(), job.isRareAndFailed() ? 1 : 0)))
        .toList();
  }

  private static List<Sample> samples(SharedGauges source) {
    return source.read().entrySet().stream()
        .map(it -> Sample.of(it.getKey(), it.getValue()))
        .toList();
  }

  private void countDeadlocks(Instant now) {
    long grown = samples.grownTo(DEADLOCKS_SEEN, database.deadlocks(), now);
    if (grown > 0) {
      Series series = new Series(Metric.DATABASE_DEADLOCK_COUNT.key(), "");
      totals.addTotals(Map.of(series, new Total(grown, now)));
      totals.addBuckets(Map.of(series, Map.of(Buckets.startOf(now), grown)));
    }
  }
}
