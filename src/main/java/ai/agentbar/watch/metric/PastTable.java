package ai.agentbar.watch.metric;

import ai.agentbar.database.Day;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads a day of {@code metric_bucket} and {@code metric_history} as it is stored. */
@Repository
class PastTable {

  /** Of each metric, so many as a day has. */
  private static final int BUCKETS_MAX = 8_640;

  private static final int MINUTES_MAX = 1_440;

  private final JdbcClient jdbc;

  PastTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Map<Metric, NavigableMap<Instant, Long>> buckets(Set<Metric> counters, Instant from, Instant to) {
    Map<Metric, NavigableMap<Instant, Long>> buckets = new EnumMap<>(Metric.class);
    counters.forEach(it -> buckets.put(it, buckets(it, from, to)));
    return buckets;
  }

  private NavigableMap<Instant, Long> buckets(Metric counter, Instant from, Instant to) {
    NavigableMap<Instant, Long> buckets = new TreeMap<>();
    jdbc.sql(
            """
            select bucket_at, sum(amount) as amount
            from metric_bucket
            where metric = :metric
              and bucket_at >= :from
              and bucket_at < :to
              and bucket_at >= %s
              and bucket_at < %s
            group by bucket_at
            order by bucket_at
            limit :limit
            """
                .formatted(Day.startInSql(from), Day.of(to).plus(1).startInSql()))
        .param("metric", counter.key())
        .param("from", from.atOffset(ZoneOffset.UTC))
        .param("to", to.atOffset(ZoneOffset.UTC))
        .param("limit", BUCKETS_MAX)
        .query(
            row -> {
              buckets.put(
                  row.getObject("bucket_at", OffsetDateTime.class).toInstant(),
                  row.getLong("amount"));
            });
    return buckets;
  }

  /** Every minute that was written, also where no gauge is asked for. */
  Map<Instant, Map<Metric, Long>> minutes(Set<Metric> gauges, Instant from, Instant to) {
    Map<Instant, Map<Metric, Long>> minutes = new TreeMap<>();
    jdbc.sql(
            """
            select h.minute_at, g.gauge,
                   case when jsonb_exists(h.gauges, g.gauge) then (h.gauges ->> g.gauge)::bigint
                        else 0
                   end as amount
            from metric_history h
                 left join unnest(:gauges::text[]) as g (gauge) on true
            where h.minute_at >= :from
              and h.minute_at < :to
              and h.minute_at >= %s
              and h.minute_at < %s
            order by h.minute_at, g.gauge
            limit :limit
            """
                .formatted(Day.startInSql(from), Day.of(to).plus(1).startInSql()))
        .param("gauges", gauges.stream().map(Metric::key).toArray(String[]::new))
        .param("from", from.atOffset(ZoneOffset.UTC))
        .param("to", to.atOffset(ZoneOffset.UTC))
        .param("limit", MINUTES_MAX * Math.max(1, gauges.size()))
        .query(
            row -> {
              Map<Metric, Long> minute =
                  minutes.computeIfAbsent(
                      row.getObject("minute_at", OffsetDateTime.class).toInstant(),
                      _ -> new EnumMap<>(Metric.class));
              long amount = row.getLong("amount");
              if (!row.wasNull()) {
                String gauge = row.getString("gauge");
                if (gauge != null) {
                  Metric.byKey(gauge).ifPresent(it -> minute.put(it, amount));
                }
              }
            });
    return minutes;
  }
}
