package ai.agentbar.watch.metric;

import ai.agentbar.watch.metric.Folded.Series;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads courses: fine ones out of the buckets and the minutes, coarse ones out of {@code
 * metric_counter_step} and {@code metric_gauge_step}. Each statement names the days it opens.
 */
@Repository
class CourseTable {

  /** The counters of which each series is drawn; of the others only the whole. */
  private static final String[] BY_LABEL = {Metric.WEBHOOK_LATENCY_MS.key()};

  /** More than the most series of a board have points. */
  private static final int ROWS_MAX = 100_000;

  /** Takes one step of one series, by its number. */
  @FunctionalInterface
  interface Taker {
    void take(Series series, int step, long lowest, long highest);
  }

  private final JdbcClient jdbc;

  CourseTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void counters(Set<Metric> metrics, Stretch stretch, Taker taker) {
    read(
        """
        select metric, case when metric = any (:byLabel::text[]) then label else '' end as series,
               floor(extract(epoch from bucket_at - :from) / :step)::int as at,
               sum(amount)::bigint as lowest, 0::bigint as highest
        from metric_bucket
        where metric = any (:names::text[])
          and label <> 'sum'
          and bucket_at >= :from
          and bucket_at < :to
          and bucket_at >= %s
          and bucket_at < %s
        group by metric, series, at
        order by at desc, series
        limit :limit
        """,
        keys(metrics), stretch, 0, taker);
  }

  void counterSteps(Set<Metric> metrics, Stretch stretch, Grain grain, Taker taker) {
    read(
        """
        select metric, case when metric = any (:byLabel::text[]) then label else '' end as series,
               floor(extract(epoch from step_at - :from) / :step)::int as at,
               sum(amount)::bigint as lowest, 0::bigint as highest
        from metric_counter_step
        where step_s = :grain
          and metric = any (:names::text[])
          and label <> 'sum'
          and step_at >= :from
          and step_at < :to
          and step_at >= %s
          and step_at < %s
        group by metric, series, at
        order by at desc, series
        limit :limit
        """,
        keys(metrics), stretch, grain.seconds(), taker);
  }

  /**
   * Each minute is unpacked once, by {@code || '{}'}, and not again for each name.
   *
   * @param names as {@link GaugeNames} writes them into the minutes
   */
  void gauges(Set<String> names, Stretch stretch, Taker taker) {
    read(
        """
        select split_part(k.name, '{', 1) as metric,
               rtrim(split_part(k.name, '{', 2), '}') as series,
               floor(extract(epoch from minute_at - :from) / :step)::int as at,
               min(v.value) as lowest, max(v.value) as highest
        from (select minute_at, gauges || '{}' as gauges
              from metric_history
              where minute_at >= :from
                and minute_at < :to
                and minute_at >= %s
                and minute_at < %s
              offset 0) as minutes
             cross join unnest(:names::text[]) as k (name)
             cross join lateral (select case when jsonb_exists(gauges, k.name)
                                             then (gauges ->> k.name)::bigint
                                             else 0
                                        end as value) as v
        where v.value is not null
        group by k.name, at
        order by at desc, series
        limit :limit
        """,
        names.toArray(String[]::new), stretch, 0, taker);
  }

  void gaugeSteps(Set<Metric> metrics, Stretch stretch, Grain grain, Taker taker) {
    read(
        """
        select metric, label as series,
               floor(extract(epoch from step_at - :from) / :step)::int as at,
               min(lowest) as lowest, max(highest) as highest
        from metric_gauge_step
        where step_s = :grain
          and metric = any (:names::text[])
          and step_at >= :from
          and step_at < :to
          and step_at >= %s
          and step_at < %s
        group by metric, series, at
        order by at desc, series
        limit :limit
        """,
        keys(metrics), stretch, grain.seconds(), taker);
  }

  /** By how much each series grew in all, out of the steps the stretch is made of. */
  Map<Metric, Map<String, Long>> sums(Set<Metric> metrics, Stretch stretch, Grain grain) {
    Map<Metric, Map<String, Long>> sums = new EnumMap<>(Metric.class);
    jdbc.sql(
            """
            select metric, label, sum(amount)::bigint as amount
            from metric_counter_step
            where step_s = :grain
              and metric = any (:names::text[])
              and step_at >= :from
              and step_at < :to
              and step_at >= %s
              and step_at < %s
            group by metric, label
            order by metric, label
            limit :limit
            """
                .formatted(stretch.firstDay(), stretch.dayAfter()))
        .param("names", keys(metrics))
        .param("grain", grain.seconds())
        .param("from", stretch.from().atOffset(ZoneOffset.UTC))
        .param("to", stretch.to().atOffset(ZoneOffset.UTC))
        .param("limit", ROWS_MAX)
        .query(
            row -> {
              String label = row.getString("label");
              long amount = row.getLong("amount");
              Metric.byKey(row.getString("metric"))
                  .ifPresent(
                      it -> sums.computeIfAbsent(it, _ -> new TreeMap<>()).put(label, amount));
            });
    return sums;
  }

  private void read(String sql, String[] names, Stretch stretch, int grainSeconds, Taker taker) {
    jdbc.sql(sql.formatted(stretch.firstDay(), stretch.dayAfter()))
        .param("names", names)
        .param("grain", grainSeconds)
        .param("byLabel", BY_LABEL)
        .param("step", (double) stretch.step().toSeconds())
        .param("from", stretch.from().atOffset(ZoneOffset.UTC))
        .param("to", stretch.to().atOffset(ZoneOffset.UTC))
        .param("limit", ROWS_MAX)
        .query(
            row -> {
              taker.take(
                  new Series(row.getString("metric"), row.getString("series")),
                  row.getInt("at"),
                  row.getLong("lowest"),
                  row.getLong("highest"));
            });
  }

  private static String[] keys(Set<Metric> metrics) {
    return metrics.stream().map(Metric::key).toArray(String[]::new);
  }
}
