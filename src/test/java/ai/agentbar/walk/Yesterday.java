package ai.agentbar.walk;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A day of good business before this moment, so that a picture of a chart shows more than the
 * seconds a test has run: numbers of every minute that follow the hours of Jakarta.
 */
final class Yesterday {

  private static final List<String> STATEMENTS =
      List.of(
          """
          insert into metric_bucket (metric, bucket_at, label, amount)
          select m.metric, t.at, '', floor(m.per_minute * d.busy * (0.7 + 0.6 * n.noise) + n.noise)
          from generate_series(date_trunc('minute', now()) - interval '24 hours',
                               date_trunc('minute', now()) - interval '2 minutes',
                               interval '1 minute') as t (at)
               cross join (values ('checkout_created_count', 6.0), ('payment_attempt_count', 5.9),
                                  ('payment_paid_count', 5.7), ('webhook_received_total', 11.6))
                   as m (metric, per_minute)
               cross join lateral (select (hashtext(t.at::text) & 1023) / 1024.0 as noise) as n
               cross join lateral (
                   select 0.2 + 0.8 * greatest(0, sin(pi() * (extract(epoch from
                       (t.at at time zone 'Asia/Jakarta')::time) / 3600 - 6) / 17)) as busy) as d
          on conflict do nothing
          """,
          """
          insert into metric_bucket (metric, bucket_at, label, amount)
          select 'payment_paid_rupiah', bucket_at, '', amount * 147000
          from metric_bucket
          where metric = 'payment_paid_count'
            and bucket_at < now() - interval '2 minutes'
          on conflict do nothing
          """,
          """
          insert into metric_bucket (metric, bucket_at, label, amount)
          select m.metric, b.bucket_at, '', 1
          from metric_bucket b
               cross join (values ('payment_failed_count', 47), ('payment_expired_count', 31))
                   as m (metric, rare)
          where b.metric = 'payment_paid_count'
            and b.bucket_at < now() - interval '2 minutes'
            and (hashtext(b.bucket_at::text || m.metric) & 1023) % m.rare = 0
          on conflict do nothing
          """,
          """
          insert into metric_counter_step (step_s, metric, step_at, label, amount)
          select s.step_s, b.metric, date_bin(make_interval(secs => s.step_s), b.bucket_at, 'epoch'),
                 b.label, sum(b.amount)
          from metric_bucket b, unnest(array[600, 3600]) as s (step_s)
          where b.bucket_at < now() - interval '2 minutes'
          group by 1, 2, 3, 4
          on conflict do nothing
          """,
          """
          insert into metric_history (minute_at, gauges)
          select t.at, jsonb_build_object(
                           'orders_pending', 9 + (hashtext(t.at::text) & 7),
                           'outbox_pending', hashtext(t.at::text || 'o') & 3,
                           'worker_alive', 1, 'scheduler_alive', 1)
          from generate_series(date_trunc('minute', now()) - interval '24 hours',
                               date_trunc('minute', now()) - interval '2 minutes',
                               interval '1 minute') as t (at)
          on conflict do nothing
          """);

  private Yesterday() {}

  static void happened(JdbcClient jdbc) {
    STATEMENTS.forEach(it -> jdbc.sql(it).update());
  }
}
