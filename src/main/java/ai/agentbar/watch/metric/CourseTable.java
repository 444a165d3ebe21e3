package ai.agentbar.watch.metric;

import ai.agentbar.watch.metric.Folded.Series;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads courses: fine ones out of the buckets and the minutes, coarse ones out of {@code
 * metric_counter_step} and {@code metric_gauge_step}. Each statement names the days it opens.
 */
@Repository
class CourseTable {

  /** More than the most series of a board have points. */
  private static final int ROWS_MAX = 100_000;

  /** Takes one step of one series. */
  @FunctionalInterface
  interface Taker {
    void take(Series series, Instant step, long lowest, long highest);
  }

  private final JdbcClient jdbc;

  CourseTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void counters(Set<Metric> metrics, Stretch stretch, Taker taker) {
    read(
        """
        select metric, label, date_bin(make_interval(secs => :step), bucket_at, :from) as at,
               sum(amount) as lowest, sum(amount) as highest
        from metric_bucket
        where metric = any (:names::text[])
          and bucket_at >= :from
          and bucket_at < :to
          and bucket_at >= %s
          and bucket_at < %s
        group by metric, label, at
        order by at desc
        limit :limit
        """,
        keys(metrics), stretch, 0, taker);
  }

  void counterSteps(Set<Metric> metrics, Stretch stretch, Grain grain, Taker taker) {
    read(
        """
        select metric, label, date_bin(make_interval(secs => :step), step_at, :from) as at,
               sum(amount) as lowest, sum(amount) as highest
        from metric_counter_step
        where step_s = :grain
          and metric = any (:names::text[])
          and step_at >= :from
          and step_at < :to
          and step_at >= %s
          and step_at < %s
        group by metric, label, at
        order by at desc
        limit :limit
        """,
        keys(metrics), stretch, grain.seconds(), taker);
  }

  /**
   * @param names as {@link GaugeNames} writes them into the minutes
   */
  void gauges(Set<String> names, Stretch stretch, Taker taker) {
    read(
        """
        select split_part(k.name, '{', 1) as metric,
               rtrim(split_part(k.name, '{', 2), '}') as label,
               date_bin(make_interval(secs => :step), minute_at, :from) as at,
               min(v.value) as lowest, max(v.value) as highest
        from metric_history
             cross join unnest(:names::text[]) as k (name)
             cross join lateral (select case when jsonb_exists(gauges, k.name)
                                             then (gauges ->> k.name)::bigint
                                             else 0
                                        end as value) as v
        where minute_at >= :from
          and minute_at < :to
          and minute_at >= %s
          and minute_at < %s
          and v.value is not null
        group by k.name, at
        order by at desc
        limit :limit
        """,
        names.toArray(String[]::new), stretch, 0, taker);
  }

  void gaugeSteps(Set<Metric> metrics, Stretch stretch, Grain grain, Taker taker) {
    read(
        """
        select metric, label, date_bin(make_interval(secs => :step), step_at, :from) as at,
               min(lowest) as lowest, max(highest) as highest
        from metric_gauge_step
        where step_s = :grain
          and metric = any (:names::text[])
          and step_at >= :from
          and step_at < :to
          and step_at >= %s
          and step_at < %s
        group by metric, label, at
        order by at desc
        limit :limit
        """,
        keys(metrics), stretch, grain.seconds(), taker);
  }

  private void read(String sql, String[] names, Stretch stretch, int grainSeconds, Taker taker) {
    jdbc.sql(sql.formatted(stretch.firstDay(), stretch.dayAfter()))
        .param("names", names)
        .param("grain", grainSeconds)
        .param("step", (double) stretch.step().toSeconds())
        .param("from", stretch.from().atOffset(ZoneOffset.UTC))
        .param("to", stretch.to().atOffset(ZoneOffset.UTC))
        .param("limit", ROWS_MAX)
        .query(
            row -> {
              taker.take(
                  new Series(row.getString("metric"), row.getString("label")),
                  row.getObject("at", OffsetDateTime.class).toInstant(),
                  row.getLong("lowest"),
                  row.getLong("highest"));
            });
  }

  private static String[] keys(Set<Metric> metrics) {
    return metrics.stream().map(Metric::key).toArray(String[]::new);
  }
}
