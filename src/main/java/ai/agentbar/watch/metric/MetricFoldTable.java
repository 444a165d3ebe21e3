package ai.agentbar.watch.metric;

import ai.agentbar.watch.metric.Folded.Last;
import ai.agentbar.watch.metric.Folded.Series;
import ai.agentbar.watch.metric.Folded.Total;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The writing side of this room's tables: a few statements for a batch, however large. */
@Repository
class MetricFoldTable {

  private static final Duration SILENT_INSTANCES_KEPT = Duration.ofDays(1);

  private final JdbcClient jdbc;

  MetricFoldTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void addTotals(Map<Series, Total> totals) {
    List<Series> series = List.copyOf(totals.keySet());
    jdbc.sql(
            """
            insert into metric_total (metric, label, amount, last_at)
            select *
            from unnest(:metrics::text[], :labels::text[], :amounts::bigint[],
                        :lastAts::timestamptz[])
            on conflict (metric, label) do update
            set amount = metric_total.amount + excluded.amount,
                last_at = greatest(metric_total.last_at, excluded.last_at)
            """)
        .param("metrics", series.stream().map(Series::metric).toArray(String[]::new))
        .param("labels", series.stream().map(Series::label).toArray(String[]::new))
        .param("amounts", totals.values().stream().map(Total::amount).toArray(Long[]::new))
        .param("lastAts", texts(totals.values().stream().map(Total::lastAt).toList()))
        .update();
  }

  void addBuckets(Map<Series, Map<Instant, Long>> buckets) {
    List<Series> series = new ArrayList<>();
    List<Instant> starts = new ArrayList<>();
    List<Long> amounts = new ArrayList<>();
    buckets.forEach(
        (one, amountAt) ->
            amountAt.forEach(
                (start, amount) -> {
                  series.add(one);
                  starts.add(start);
                  amounts.add(amount);
                }));
    jdbc.sql(
            """
            insert into metric_bucket (metric, label, bucket_at, amount)
            select *
            from unnest(:metrics::text[], :labels::text[], :starts::timestamptz[],
                        :amounts::bigint[])
            on conflict (metric, bucket_at, label) do update
            set amount = metric_bucket.amount + excluded.amount
            """)
        .param("metrics", series.stream().map(Series::metric).toArray(String[]::new))
        .param("labels", series.stream().map(Series::label).toArray(String[]::new))
        .param("starts", texts(starts))
        .param("amounts", amounts.toArray(Long[]::new))
        .update();
    addSteps(buckets);
  }

  /** The same in longer steps, so that a month is read as quickly as an hour. */
  private void addSteps(Map<Series, Map<Instant, Long>> buckets) {
    List<Integer> lengths = new ArrayList<>();
    List<Series> series = new ArrayList<>();
    List<Instant> starts = new ArrayList<>();
    List<Long> amounts = new ArrayList<>();
    for (Grain grain : Grain.ALL) {
      buckets.forEach(
          (one, amountAt) -> {
            Map<Instant, Long> steps = new TreeMap<>();
            amountAt.forEach((at, amount) -> steps.merge(grain.startOf(at), amount, Long::sum));
            steps.forEach(
                (start, amount) -> {
                  lengths.add(grain.seconds());
                  series.add(one);
                  starts.add(start);
                  amounts.add(amount);
                });
          });
    }
    jdbc.sql(
            """
            insert into metric_counter_step (step_s, metric, label, step_at, amount)
            select *
            from unnest(:lengths::int[], :metrics::text[], :labels::text[],
                        :starts::timestamptz[], :amounts::bigint[])
            on conflict (step_s, metric, step_at, label) do update
            set amount = metric_counter_step.amount + excluded.amount
            """)
        .param("lengths", lengths.toArray(Integer[]::new))
        .param("metrics", series.stream().map(Series::metric).toArray(String[]::new))
        .param("labels", series.stream().map(Series::label).toArray(String[]::new))
        .param("starts", texts(starts))
        .param("amounts", amounts.toArray(Long[]::new))
        .update();
  }

  /** Keeps the newest value of each series; heartbeats of instances long silent are forgotten. */
  void tellLasts(Map<Series, Last> lasts, Instant now) {
    if (lasts.isEmpty()) {
      return;
    }
    List<Series> series = List.copyOf(lasts.keySet());
    jdbc.sql(
            """
            insert into metric_last as l (metric, label, told_at, amount, first_at)
            select *
            from unnest(:metrics::text[], :labels::text[], :toldAts::timestamptz[],
                        :amounts::bigint[], :firstAts::timestamptz[])
            on conflict (metric, label) do update
            set (told_at, amount) = (select n.told_at, n.amount
                                     from (values (l.told_at, l.amount),
                                                  (excluded.told_at, excluded.amount))
                                          as n (told_at, amount)
                                     order by n.told_at desc, n.amount desc
                                     limit 1),
                first_at = least(l.first_at, excluded.first_at)
            where (excluded.told_at, excluded.amount) > (l.told_at, l.amount)
               or excluded.first_at < l.first_at
            """)
        .param("metrics", series.stream().map(Series::metric).toArray(String[]::new))
        .param("labels", series.stream().map(Series::label).toArray(String[]::new))
        .param("toldAts", texts(lasts.values().stream().map(Last::at).toList()))
        .param("amounts", lasts.values().stream().map(Last::amount).toArray(Long[]::new))
        .param("firstAts", texts(lasts.values().stream().map(Last::firstAt).toList()))
        .update();
    jdbc.sql(
            """
            delete from metric_last
            where metric in ('worker_alive', 'scheduler_alive')
              and told_at < :silentSince
            """)
        .param("silentSince", now.minus(SILENT_INSTANCES_KEPT).atOffset(ZoneOffset.UTC))
        .update();
  }

  void moveFoldedUntil(Instant moment) {
    jdbc.sql(
            """
            update metric_fold
            set folded_until = :moment
            where folded_until < :moment
            """)
        .param("moment", moment.atOffset(ZoneOffset.UTC))
        .update();
  }

  private static String[] texts(List<Instant> moments) {
    return moments.stream().map(Instant::toString).toArray(String[]::new);
  }
}
