package ai.agentbar.watch.metric;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The reading side of {@code metric_total}, {@code metric_last} and {@code metric_sample}. */
@Repository
class MetricReadTable {

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

  /** Which gauges were sampled once, as long as one of their samples is no longer fresh. */
  void addSampledBefore(Instant now, Standing standing) {
    jdbc.sql(
            """
            select distinct metric
            from metric_sample
            where sampled_at < :freshSince
            order by metric
            limit :limit
            """)
        .param("freshSince", now.minus(Sampled.FRESH_FOR).atOffset(ZoneOffset.UTC))
        .param("limit", SERIES_MAX)
        .query(
            row -> {
              standing.putSampledBefore(row.getString("metric"));
            });
  }

  /** Who beats, and who should. A beat's amount is 1 when all is well, -1 for a goodbye. */
  void addAlive(Instant now, Standing standing) {
    List<Beats.Beat> workers = beats(Metric.WORKER_ALIVE);
    Beats worker = Beats.of(workers, now);
    standing.put(Metric.WORKER_ALIVE, worker.alive());
    standing.put(Metric.WORKER_EXPECTED, worker.expected());
    standing.put(Metric.WORKER_SILENT, worker.silent());
    List<Beats.Beat> schedulers = beats(Metric.SCHEDULER_ALIVE);
    Beats scheduler = Beats.of(schedulers, now);
    standing.put(Metric.SCHEDULER_ALIVE, scheduler.alive());
    standing.put(Metric.SCHEDULER_EXPECTED, scheduler.expected());
    standing.put(Metric.SCHEDULER_SILENT, scheduler.silent());
    Set<String> replaced = new TreeSet<>(Beats.replaced(workers, now));
    replaced.addAll(Beats.replaced(schedulers, now));
    addMissed(now, replaced, standing);
  }

  private List<Beats.Beat> beats(Metric alive) {
    return jdbc.sql(
            """
            select label, first_at, told_at, amount
            from metric_last
            where metric = :metric
            order by told_at desc
            limit :limit
            """)
        .param("metric", alive.key())
        .param("limit", SERIES_MAX)
        .query(
            (row, _) ->
                new Beats.Beat(
                    row.getString("label"),
                    row.getObject("first_at", OffsetDateTime.class).toInstant(),
                    row.getObject("told_at", OffsetDateTime.class).toInstant(),
                    row.getLong("amount")))
        .list();
  }

  /** What instances sampled last that neither said goodbye nor were replaced since. */
  private void addMissed(Instant now, Set<String> replaced, Standing standing) {
    jdbc.sql(
            """
            select s.metric, s.label, s.amount
            from metric_sample s
            where s.metric = any (:byInstance::text[])
              and s.sampled_at < :freshSince
              and s.sampled_at >= :keptSince
              and not exists (select 1
                              from metric_last l
                              where l.metric = 'worker_alive'
                                and l.label = s.label
                                and l.amount < 0
                                and l.told_at >= s.sampled_at)
            order by s.metric, s.label
            limit :limit
            """)
        .param("byInstance", Sampled.BY_INSTANCE.stream().map(Metric::key).toArray(String[]::new))
        .param("freshSince", now.minus(Sampled.FRESH_FOR).atOffset(ZoneOffset.UTC))
        .param("keptSince", now.minus(Sampled.KEPT_FOR).atOffset(ZoneOffset.UTC))
        .param("limit", SERIES_MAX)
        .query(
            row -> {
              if (!replaced.contains(row.getString("label"))) {
                standing.putMissed(
                    row.getString("metric"), row.getString("label"), row.getLong("amount"));
              }
            });
  }
}
