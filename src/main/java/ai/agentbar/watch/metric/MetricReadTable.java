package ai.agentbar.watch.metric;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The reading side of {@code metric_total}, {@code metric_last} and {@code metric_sample}. */
@Repository
class MetricReadTable {

  /** How long a heartbeat proves life: three of them may be missed. */
  private static final Duration ALIVE_FOR = Duration.ofSeconds(15);

  /** How long an instance that did not say goodbye is missed; then it was taken away. */
  private static final Duration MISSED_FOR = Duration.ofMinutes(10);

  private static final int SERIES_MAX = 2_000;

  private final JdbcClient jdbc;

  MetricReadTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Instant foldedUntil() {
    return jdbc.sql("select folded_until from metric_fold limit 1")
        .query((row, _) -> row.getObject("folded_until", OffsetDateTime.class).toInstant())
        .single();
  }

  /** The total of a counter without labels. */
  long total(Metric counter) {
    return jdbc.sql(
            """
            select coalesce(sum(amount), 0)
            from metric_total
            where metric = :metric
              and label = ''
            """)
        .param("metric", counter.key())
        .query(Long.class)
        .single();
  }

  /** Totals, the newest values told, and the samples that are fresh. */
  void addSeries(Instant now, Standing standing) {
    jdbc.sql(
            """
            select metric, label, amount, last_at
            from metric_total
            union all
            select metric, label, amount, told_at
            from metric_last
            where metric = any (:told::text[])
            union all
            select metric, label, amount, sampled_at
            from metric_sample
            where sampled_at >= :freshSince
            order by metric, label
            limit :limit
            """)
        .param("told", new String[] {Metric.JOB_EXECUTION_TIME.key(), Metric.AUDIT_BROKEN.key()})
        .param("freshSince", now.minus(Sampled.FRESH_FOR).atOffset(ZoneOffset.UTC))
        .param("limit", SERIES_MAX)
        .query(
            row -> {
              standing.putKey(
                  row.getString("metric"),
                  row.getString("label"),
                  row.getLong("amount"),
                  row.getObject("last_at", OffsetDateTime.class).toInstant());
            });
  }

  /** Who beats, and who should. A beat's amount is 1 when all is well, -1 for a goodbye. */
  void addAlive(Instant now, Standing standing) {
    jdbc.sql(
            """
            select count(*) filter (where metric = 'worker_alive' and amount > 0
                                      and told_at >= :aliveSince) as workers,
                   count(*) filter (where metric = 'worker_alive') as workers_expected,
                   count(*) filter (where metric = 'worker_alive'
                                      and told_at < :aliveSince) as workers_silent,
                   count(*) filter (where metric = 'scheduler_alive' and amount > 0
                                      and told_at >= :aliveSince) as schedulers,
                   count(*) filter (where metric = 'scheduler_alive') as schedulers_expected,
                   count(*) filter (where metric = 'scheduler_alive'
                                      and told_at < :aliveSince) as schedulers_silent
            from metric_last
            where metric in ('worker_alive', 'scheduler_alive')
              and told_at >= :missedSince
              and amount >= 0
            limit 1
            """)
        .param("aliveSince", now.minus(ALIVE_FOR).atOffset(ZoneOffset.UTC))
        .param("missedSince", now.minus(MISSED_FOR).atOffset(ZoneOffset.UTC))
        .query(
            row -> {
              standing.put(Metric.WORKER_ALIVE, row.getLong("workers"));
              standing.put(Metric.WORKER_EXPECTED, row.getLong("workers_expected"));
              standing.put(Metric.WORKER_SILENT, row.getLong("workers_silent"));
              standing.put(Metric.SCHEDULER_ALIVE, row.getLong("schedulers"));
              standing.put(Metric.SCHEDULER_EXPECTED, row.getLong("schedulers_expected"));
              standing.put(Metric.SCHEDULER_SILENT, row.getLong("schedulers_silent"));
            });
  }
}
