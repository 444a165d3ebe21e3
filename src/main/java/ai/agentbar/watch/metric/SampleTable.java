package ai.agentbar.watch.metric;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The writing side of {@code metric_sample}. */
@Repository
class SampleTable {

  private static final int STALE_ROWS_MAX = 1_000;

  private final JdbcClient jdbc;

  SampleTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void write(List<Sample> samples, Instant now) {
    jdbc.sql(
            """
            insert into metric_sample (metric, label, sampled_at, amount)
            select s.metric, s.label, :now, s.amount
            from unnest(:metrics::text[], :labels::text[], :amounts::bigint[])
                 as s (metric, label, amount)
            on conflict (metric, label) do update
            set sampled_at = excluded.sampled_at,
                amount = excluded.amount
            where excluded.sampled_at >= metric_sample.sampled_at
            """)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("metrics", samples.stream().map(it -> it.metric().key()).toArray(String[]::new))
        .param("labels", samples.stream().map(Sample::label).toArray(String[]::new))
        .param("amounts", samples.stream().map(Sample::amount).toArray(Long[]::new))
        .update();
  }

  /** The newest sample of a metric stays: that it was known once tells unknown from 0. */
  void forgetStale(Instant now) {
    jdbc.sql(
            """
            delete from metric_sample
            where (metric, label) in (select s.metric, s.label
                                      from metric_sample s
                                      where s.sampled_at < :freshSince
                                        and (s.metric <> all (:byInstance::text[])
                                             or s.sampled_at < :keptSince)
                                        and exists (select 1
                                                    from metric_sample newer
                                                    where newer.metric = s.metric
                                                      and newer.sampled_at > s.sampled_at)
                                      order by s.sampled_at
                                      limit :limit)
            """)
        .param("freshSince", now.minus(Sampled.FRESH_FOR).atOffset(ZoneOffset.UTC))
        .param("byInstance", Sampled.BY_INSTANCE.stream().map(Metric::key).toArray(String[]::new))
        .param("keptSince", now.minus(Sampled.KEPT_FOR).atOffset(ZoneOffset.UTC))
        .param("limit", STALE_ROWS_MAX)
        .update();
  }

  /** Whether nobody has sampled what is the same for all since that moment. */
  boolean isDue(Metric metric, Instant since) {
    return jdbc.sql(
            """
            select not exists (select 1
                               from metric_sample
                               where metric = :metric
                                 and sampled_at > :since)
            """)
        .param("metric", metric.key())
        .param("since", since.atOffset(ZoneOffset.UTC))
        .query(Boolean.class)
        .single();
  }

  /** By how much a counter of the database's own grew since whoever looked last; 0 at first. */
  long grownTo(String counter, long seen, Instant now) {
    jdbc.sql(
            """
            insert into metric_last (metric, label, told_at, amount)
            values (:counter, '', :now, :seen)
            on conflict (metric, label) do nothing
            """)
        .param("counter", counter)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("seen", seen)
        .update();
    return jdbc.sql(
            """
            update metric_last l
            set amount = :seen,
                told_at = :now
            from (select amount
                  from metric_last
                  where metric = :counter
                    and label = ''
                  for update) before
            where l.metric = :counter
              and l.label = ''
            returning greatest(0, :seen - before.amount) as grown
            """)
        .param("counter", counter)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("seen", seen)
        .query(Long.class)
        .single();
  }
}
