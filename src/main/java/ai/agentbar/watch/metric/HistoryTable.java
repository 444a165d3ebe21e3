package ai.agentbar.watch.metric;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/**
 * The table {@code metric_history}, the gauges of every minute, a day at a time, and the writing
 * side of {@code metric_gauge_step}.
 */
@Repository
class HistoryTable {

  private static final JsonMapper JSON = new JsonMapper();

  private final JdbcClient jdbc;

  HistoryTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Writes a minute that nobody has written yet, and tells whether it did. */
  boolean add(Instant minute, Map<String, @Nullable Long> gauges) {
    return jdbc.sql(
                """
                insert into metric_history (minute_at, gauges)
                values (:minute, :gauges::jsonb)
                on conflict (minute_at) do nothing
                """)
            .param("minute", minute.atOffset(ZoneOffset.UTC))
            .param("gauges", JSON.writeValueAsString(gauges))
            .update()
        > 0;
  }

  /** Widens the steps the minute lies in, so that they hold its values too. */
  void widen(Grain grain, Instant minute, List<Sample> known) {
    jdbc.sql(
            """
            insert into metric_gauge_step (step_s, metric, label, step_at, lowest, highest)
            select :grain, g.metric, g.label, :start, g.value, g.value
            from unnest(:metrics::text[], :labels::text[], :values::bigint[])
                 as g (metric, label, value)
            on conflict (step_s, metric, step_at, label) do update
            set lowest = least(metric_gauge_step.lowest, excluded.lowest),
                highest = greatest(metric_gauge_step.highest, excluded.highest)
            """)
        .param("grain", grain.seconds())
        .param("start", grain.startOf(minute).atOffset(ZoneOffset.UTC))
        .param("metrics", known.stream().map(it -> it.metric().key()).toArray(String[]::new))
        .param("labels", known.stream().map(Sample::label).toArray(String[]::new))
        .param("values", known.stream().map(Sample::amount).toArray(Long[]::new))
        .update();
  }

  /** The highest value of a gauge in each step of which there is a minute that knew it. */
  Map<Instant, Long> highest(Metric gauge, Stretch stretch) {
    Map<Instant, Long> steps = new TreeMap<>();
    jdbc.sql(
            """
            select date_bin(make_interval(secs => :step), minute_at, :from) as step_at,
                   max(case when jsonb_exists(gauges, :gauge) then (gauges ->> :gauge)::bigint
                            else 0
                       end) as amount
            from metric_history
            where minute_at >= :from
              and minute_at < :to
              and minute_at >= %s
              and minute_at < %s
            group by step_at
            order by step_at
            limit :limit
            """
                .formatted(stretch.firstDay(), stretch.dayAfter()))
        .param("gauge", gauge.key())
        .param("step", (double) stretch.step().toSeconds())
        .param("from", stretch.from().atOffset(ZoneOffset.UTC))
        .param("to", stretch.to().atOffset(ZoneOffset.UTC))
        .param("limit", Stretch.POINTS_MAX)
        .query(
            row -> {
              long amount = row.getLong("amount");
              if (!row.wasNull()) {
                steps.put(row.getObject("step_at", OffsetDateTime.class).toInstant(), amount);
              }
            });
    return steps;
  }
}
