package ai.agentbar.watch.metric;

import ai.agentbar.database.Day;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The reading side of {@code metric_bucket}. It is cut by the day: each statement names the days
 * its window lies in, so that it opens no other.
 */
@Repository
class BucketTable {

  private static final int SERIES_MAX = 1_000;
  private static final int BUCKETS_MAX = 100_000;
  private static final int MINUTES_MAX = 1_440;

  private final JdbcClient jdbc;

  BucketTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Map<Metric, NavigableMap<Instant, Long>> buckets(Set<Metric> metrics, Instant from) {
    Map<Metric, NavigableMap<Instant, Long>> buckets = new EnumMap<>(Metric.class);
    jdbc.sql(
            """
            select metric, bucket_at, sum(amount) as amount
            from metric_bucket
            where metric = any (:metrics::text[])
              and bucket_at >= :from
              and bucket_at >= %s
            group by metric, bucket_at
            order by bucket_at desc
            limit :limit
            """
                .formatted(Day.startInSql(from)))
        .param("metrics", keys(metrics))
        .param("from", from.atOffset(ZoneOffset.UTC))
        .param("limit", BUCKETS_MAX)
        .query(
            row -> {
              Instant start = row.getObject("bucket_at", OffsetDateTime.class).toInstant();
              long amount = row.getLong("amount");
              Metric.byKey(row.getString("metric"))
                  .ifPresent(
                      metric ->
                          buckets.computeIfAbsent(metric, _ -> new TreeMap<>()).put(start, amount));
            });
    return buckets;
  }

  /** By how much each series grew in the buckets that start in {@code [from, to)}. */
  Map<Metric, Map<String, Long>> series(Set<Metric> metrics, Instant from, Instant to) {
    Map<Metric, Map<String, Long>> sums = new EnumMap<>(Metric.class);
    jdbc.sql(
            """
            select metric, label, sum(amount) as amount
            from metric_bucket
            where metric = any (:metrics::text[])
              and bucket_at >= :from
              and bucket_at < :to
              and bucket_at >= %s
              and bucket_at < %s
            group by metric, label
            order by metric, label
            limit :limit
            """
                .formatted(Day.startInSql(from), Day.of(to).plus(1).startInSql()))
        .param("metrics", keys(metrics))
        .param("from", from.atOffset(ZoneOffset.UTC))
        .param("to", to.atOffset(ZoneOffset.UTC))
        .param("limit", SERIES_MAX)
        .query(
            row -> {
              String label = row.getString("label");
              long amount = row.getLong("amount");
              Metric.byKey(row.getString("metric"))
                  .ifPresent(
                      metric ->
                          sums.computeIfAbsent(metric, _ -> new HashMap<>()).put(label, amount));
            });
    return sums;
  }

  List<Long> perMinute(Metric metric, Instant from, Instant to) {
    return jdbc.sql(
            """
            select coalesce(sum(b.amount), 0) as amount
            from generate_series(:from, :to - interval '1 second', interval '1 minute') as minute
                 left join metric_bucket b on b.metric = :metric
                                          and b.bucket_at >= minute
                                          and b.bucket_at < minute + interval '1 minute'
                                          and b.bucket_at >= %s
                                          and b.bucket_at < %s
            group by minute
            order by minute
            limit :limit
            """
                .formatted(Day.startInSql(from), Day.of(to).plus(1).startInSql()))
        .param("metric", metric.key())
        .param("from", from.atOffset(ZoneOffset.UTC))
        .param("to", to.atOffset(ZoneOffset.UTC))
        .param("limit", MINUTES_MAX)
        .query((row, _) -> row.getLong("amount"))
        .list();
  }

  /** By how much a counter grew in each step in which it grew, by the step's start. */
  Map<Instant, Long> perStep(Metric counter, Stretch stretch) {
    Map<Instant, Long> steps = new TreeMap<>();
    jdbc.sql(
            """
            select date_bin(make_interval(secs => :step), bucket_at, :from) as step_at,
                   sum(amount) as amount
            from metric_bucket
            where metric = :metric
              and label <> 'sum'
              and bucket_at >= :from
              and bucket_at < :to
              and bucket_at >= %s
              and bucket_at < %s
            group by step_at
            order by step_at
            limit :limit
            """
                .formatted(stretch.firstDay(), stretch.dayAfter()))
        .param("metric", counter.key())
        .param("step", (double) stretch.step().toSeconds())
        .param("from", stretch.from().atOffset(ZoneOffset.UTC))
        .param("to", stretch.to().atOffset(ZoneOffset.UTC))
        .param("limit", Stretch.POINTS_MAX)
        .query(
            row -> {
              steps.put(
                  row.getObject("step_at", OffsetDateTime.class).toInstant(),
                  row.getLong("amount"));
            });
    return steps;
  }

  private static String[] keys(Set<Metric> metrics) {
    return metrics.stream().map(Metric::key).toArray(String[]::new);
  }
}
