package ai.agentbar.watch.metric;

import ai.agentbar.watch.metric.Folded.CohortChange;
import ai.agentbar.watch.metric.Folded.Converted;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The table {@code metric_cohort}: payments of which the begin or the end is not known yet. What
 * began and was paid within one batch never touches it.
 */
@Repository
class CohortTable {

  /**
   * The longest a payment may be open, an hour of it as late as Midtrans may tell, and to spare.
   */
  private static final Duration REMEMBERED_FOR = Duration.ofDays(3);

  private static final int FORGOTTEN_ROWS_MAX = 2_000;

  private final JdbcClient jdbc;

  CohortTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Returns the payments of which begin and payment are now both known, and forgets them. */
  List<Converted> remember(Map<String, CohortChange> changes, Instant now) {
    List<Converted> converted = new ArrayList<>();
    Map<String, CohortChange> open = new LinkedHashMap<>();
    changes.forEach(
        (payment, change) -> {
          if (change.begunAt() != null && change.paid()) {
            converted.add(new Converted(change.label(), change.begunAt()));
          } else {
            open.put(payment, change);
          }
        });
    if (!open.isEmpty()) {
      add(open, now);
      converted.addAll(takeConverted(open));
      forgetBefore(now.minus(REMEMBERED_FOR));
    }
    return converted;
  }

  private void add(Map<String, CohortChange> changes, Instant now) {
    jdbc.sql(
            """
            insert into metric_cohort (subject, label, begun_at, paid, folded_at)
            select c.subject, c.label, c.begun_at, c.paid, :now
            from unnest(:subjects::text[], :labels::text[], :begunAts::timestamptz[],
                        :paids::boolean[])
                 as c (subject, label, begun_at, paid)
            on conflict (subject) do update
            set label = case when metric_cohort.begun_at is null then excluded.label
                             else metric_cohort.label
                        end,
                begun_at = coalesce(metric_cohort.begun_at, excluded.begun_at),
                paid = metric_cohort.paid or excluded.paid,
                folded_at = excluded.folded_at
            """)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("subjects", changes.keySet().toArray(String[]::new))
        .param("labels", changes.values().stream().map(CohortChange::label).toArray(String[]::new))
        .param(
            "begunAts",
            changes.values().stream()
                .map(it -> it.begunAt() == null ? null : it.begunAt().toString())
                .toArray(String[]::new))
        .param("paids", changes.values().stream().map(CohortChange::paid).toArray(Boolean[]::new))
        .update();
  }

  private List<Converted> takeConverted(Map<String, CohortChange> changes) {
    return jdbc.sql(
            """
            delete from metric_cohort
            where subject = any (:subjects::text[])
              and begun_at is not null
              and paid
            returning label, begun_at
            """)
        .param("subjects", changes.keySet().toArray(String[]::new))
        .query(
            (row, _) ->
                new Converted(
                    row.getString("label"),
                    row.getObject("begun_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  private void forgetBefore(Instant moment) {
    jdbc.sql(
            """
            delete from metric_cohort
            where subject in (select subject
                              from metric_cohort
                              where folded_at < :moment
                              order by folded_at
                              limit :limit)
            """)
        .param("moment", moment.atOffset(ZoneOffset.UTC))
        .param("limit", FORGOTTEN_ROWS_MAX)
        .update();
  }
}
