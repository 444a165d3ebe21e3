package ai.agentbar.watch.metric;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
            where metric = :executionTime
            union all
            select metric, label, amount, sampled_at
            from metric_sample
            where sampled_at >= :freshSince
            order by metric, label
            limit :limit
            """)
        .param("executionTime", Metric.JOB_EXECUTION_TIME.key())
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
    Map<Metric, List<Beats.Beat>> beats =
        jdbc
            .sql(
                """
                select metric, first_at, told_at, amount
                from metric_last
                where metric in ('worker_alive', 'scheduler_alive')
                order by told_at desc
                limit :limit
                """)
            .param("limit", SERIES_MAX)
            .query((row, _) -> Map.entry(row.getString("metric"), beat(row)))
            .list()
            .stream()
            .collect(
                Collectors.groupingBy(
                    it -> Metric.byKey(it.getKey()).orElseThrow(),
                    Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    Beats workers = Beats.of(beats.getOrDefault(Metric.WORKER_ALIVE, List.of()), now);
    standing.put(Metric.WORKER_ALIVE, workers.alive());
    standing.put(Metric.WORKER_EXPECTED, workers.expected());
    standing.put(Metric.WORKER_SILENT, workers.silent());
    Beats schedulers = Beats.of(beats.getOrDefault(Metric.SCHEDULER_ALIVE, List.of()), now);
    standing.put(Metric.SCHEDULER_ALIVE, schedulers.alive());
    standing.put(Metric.SCHEDULER_EXPECTED, schedulers.expected());
    standing.put(Metric.SCHEDULER_SILENT, schedulers.silent());
  }

  private static Beats.Beat beat(ResultSet row) throws SQLException {
    return new Beats.Beat(
        row.getObject("first_at", OffsetDateTime.class).toInstant(),
        row.getObject("told_at", OffsetDateTime.class).toInstant(),
        row.getLong("amount"));
  }
}
