package ai.agentbar.watch.metric;

import ai.agentbar.database.Day;
import ai.agentbar.watch.metric.Folded.Series;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The reading side of this room's tables. Buckets are cut by the day: each statement names the days
 * its window lies in, so that it opens no other.
 */
@Repository
class MetricReadTable {

  private static final Duration AGING_AFTER = Duration.ofMinutes(30);

  /**
   * An order that is paid and granted in one transaction may be cut apart by the end of a batch;
   * only what stays out of balance is out of balance.
   */
  private static final Duration BALANCED_WITHIN = Duration.ofSeconds(5);

  /** How long a heartbeat proves life: three of them may be missed. */
  private static final Duration ALIVE_FOR = Duration.ofSeconds(15);

  private static final int SERIES_MAX = 1_000;
  private static final int BUCKETS_MAX = 100_000;
  private static final int MINUTES_MAX = 1_440;

  private final JdbcClient jdbc;

  MetricReadTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Instant foldedUntil() {
    return jdbc.sql("select folded_until from metric_fold limit 1")
        .query((row, _) -> row.getObject("folded_until", OffsetDateTime.class).toInstant())
        .single();
  }

  Standing standing(Instant now) {
    Map<Series, Long> series = new HashMap<>();
    Map<Metric, Instant> lastAts = new EnumMap<>(Metric.class);
    jdbc.sql(
            """
            select metric, label, amount, last_at
            from metric_total
            union all
            select metric, label, amount, told_at
            from metric_last
            where metric = :executionTime
            order by metric, label
            limit :limit
            """)
        .param("executionTime", Metric.JOB_EXECUTION_TIME.key())
        .param("limit", SERIES_MAX)
        .query(
            row -> {
              String key = row.getString("metric");
              Instant lastAt = row.getObject("last_at", OffsetDateTime.class).toInstant();
              series.put(new Series(key, row.getString("label")), row.getLong("amount"));
              Metric.byKey(key)
                  .ifPresent(
                      metric -> lastAts.merge(metric, lastAt, (a, b) -> a.isAfter(b) ? a : b));
            });
    return new Standing(series, lastAts, countedGauges(now));
  }

  private Map<Metric, Long> countedGauges(Instant now) {
    return jdbc.sql(
            """
            select (select count(*)
                    from metric_order
                    where pending > 0
                      and pending_at < :agingBefore) as aging,
                   (select count(*)
                    from metric_order
                    where paid <> granted
                      and paid > granted
                      and folded_at < :unbalancedBefore) as paid_only,
                   (select count(*)
                    from metric_order
                    where paid <> granted
                      and paid < granted
                      and folded_at < :unbalancedBefore) as granted_only,
                   (select count(*)
                    from metric_last
                    where metric = 'worker_alive'
                      and amount > 0
                      and told_at >= :aliveSince) as workers,
                   (select count(*)
                    from metric_last
                    where metric = 'scheduler_alive'
                      and amount > 0
                      and told_at >= :aliveSince) as schedulers,
                   (select coalesce(extract(epoch from :now::timestamptz - min(waiting_at)), 0)::bigint
                    from metric_message
                    where waiting > 0) as message_seconds
            """)
        .param("aliveSince", now.minus(ALIVE_FOR).atOffset(ZoneOffset.UTC))
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("agingBefore", now.minus(AGING_AFTER).atOffset(ZoneOffset.UTC))
        .param("unbalancedBefore", now.minus(BALANCED_WITHIN).atOffset(ZoneOffset.UTC))
        .query(
            (row, _) ->
                Map.of(
                    Metric.ORDERS_PENDING_AGING, row.getLong("aging"),
                    Metric.PAID_WITHOUT_ENTITLEMENT, row.getLong("paid_only"),
                    Metric.ENTITLEMENT_WITHOUT_PAID, row.getLong("granted_only"),
                    Metric.WORKER_ALIVE, row.getLong("workers"),
                    Metric.SCHEDULER_ALIVE, row.getLong("schedulers"),
                    Metric.OUTBOX_LATENCY, row.getLong("message_seconds")))
        .single();
  }

  /** What PostgreSQL itself says: connections to this database, all nodes together. */
  long connections() {
    return jdbc.sql(
            """
            select count(*)
            from pg_stat_activity
            where datname = current_database()
            """)
        .query(Long.class)
        .single();
  }

  Optional<Instant> pendingSince() {
    return jdbc.sql(
            """
            select pending_at
            from metric_order
            where pending > 0
              and pending_at is not null
            order by pending_at
            limit 1
            """)
        .query((row, _) -> row.getObject("pending_at", OffsetDateTime.class).toInstant())
        .optional();
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

  Map<Metric, Long> sums(Set<Metric> metrics, Instant from, Instant to) {
    Map<Metric, Long> sums = new EnumMap<>(Metric.class);
    jdbc.sql(
            """
            select metric, sum(amount) as amount
            from metric_bucket
            where metric = any (:metrics::text[])
              and bucket_at >= :from
              and bucket_at < :to
              and bucket_at >= %s
              and bucket_at < %s
            group by metric
            limit :limit
            """
                .formatted(Day.startInSql(from), Day.of(to).plus(1).startInSql()))
        .param("metrics", keys(metrics))
        .param("from", from.atOffset(ZoneOffset.UTC))
        .param("to", to.atOffset(ZoneOffset.UTC))
        .param("limit", SERIES_MAX)
        .query(
            row -> {
              long amount = row.getLong("amount");
              Metric.byKey(row.getString("metric")).ifPresent(metric -> sums.put(metric, amount));
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

  Latency latency(Metric metric, Instant from, Instant to) {
    Map<String, Long> counts = new TreeMap<>();
    jdbc.sql(
            """
            select label, sum(amount) as amount
            from metric_bucket
            where metric = :metric
              and label <> 'sum'
              and bucket_at >= :from
              and bucket_at < :to
              and bucket_at >= %s
              and bucket_at < %s
            group by label
            limit :limit
            """
                .formatted(Day.startInSql(from), Day.of(to).plus(1).startInSql()))
        .param("metric", metric.key())
        .param("from", from.atOffset(ZoneOffset.UTC))
        .param("to", to.atOffset(ZoneOffset.UTC))
        .param("limit", SERIES_MAX)
        .query(
            row -> {
              counts.put(row.getString("label"), row.getLong("amount"));
            });
    return new Latency(counts);
  }

  private static String[] keys(Set<Metric> metrics) {
    return metrics.stream().map(Metric::key).toArray(String[]::new);
  }
}
