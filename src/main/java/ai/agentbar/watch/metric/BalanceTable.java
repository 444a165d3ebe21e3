package ai.agentbar.watch.metric;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * By how much the equation of each folded pipe does not hold.
 *
 * <p>Both sides are written by the fold of one event in one transaction and read in one statement,
 * so no moment in the middle of the work can look broken: what is received and not yet applied is
 * inside. The two sides are remembered apart, totals here and open pieces there, so whatever is
 * lost, counted twice or altered makes them disagree for good. A piece that came out without having
 * gone in has a row below 0 and counts by itself. Orders are paid and granted by two events, which
 * the end of a batch may cut apart; there only what stays so is broken. A run of questions to
 * Midtrans is told by one event when it is over, so nothing of it is ever inside.
 */
@Repository
class BalanceTable {

  private final JdbcClient jdbc;

  BalanceTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Map<Pipe, Long> broken(Instant now) {
    Map<Pipe, Long> broken = new EnumMap<>(Pipe.class);
    jdbc.sql(
            """
            with side (pipe, metric, sign) as (
              values ('inbox', 'webhook_received_total', 1),
                     ('inbox', 'webhook_applied_count', -1),
                     ('inbox', 'webhook_ignored_count', -1),
                     ('orders', 'payment_paid_count', 1),
                     ('orders', 'entitlement_granted_count', -1),
                     ('messages', 'outbox_created_count', 1),
                     ('messages', 'outbox_sent', -1),
                     ('messages', 'outbox_failed', -1),
                     ('messages', 'outbox_unknown', -1),
                     ('messages', 'outbox_skipped', -1),
                     ('job_runs', 'job_started_total', 1),
                     ('job_runs', 'job_run_total', -1),
                     ('job_runs', 'job_abandoned_count', -1),
                     ('reconciliation_runs', 'reconciliation_asked_count', 1),
                     ('reconciliation_runs', 'reconciliation_accounted_count', -1),
                     ('alert_deliveries', 'alert_delivery_created_count', 1),
                     ('alert_deliveries', 'alert_delivery_sent_count', -1),
                     ('alert_deliveries', 'alert_delivery_failed_count', -1),
                     ('alert_deliveries', 'alert_delivery_cancelled_count', -1),
                     ('action_runs', 'action_started_count', 1),
                     ('action_runs', 'action_finished_count', -1),
                     ('action_runs', 'action_failed_count', -1)),
            total as (
              select side.pipe,
                     coalesce(sum(side.sign * t.amount), 0) as open
              from side
                   left join metric_total t on t.metric = side.metric
              group by side.pipe),
            inside (pipe, open, wrong) as (
              select pipe,
                     sum(open),
                     sum(-open) filter (where open < 0 and item <> '')
              from metric_open
              group by pipe
              union all
              select 'orders',
                     sum(paid - granted),
                     sum(abs(paid - granted)) filter (where folded_at < :unbalancedBefore)
              from metric_order
              where paid <> granted
              union all
              select 'messages',
                     sum(waiting),
                     sum(-waiting) filter (where waiting < 0)
              from metric_message)
            select total.pipe,
                   abs(total.open - coalesce(inside.open, 0)) + coalesce(inside.wrong, 0) as broken
            from total
                 left join inside on inside.pipe = total.pipe
            limit :pipes
            """)
        .param("unbalancedBefore", now.minus(OpenTable.BALANCED_WITHIN).atOffset(ZoneOffset.UTC))
        .param("pipes", Pipe.FOLDED.size())
        .query(
            row -> {
              broken.put(Pipe.of(row.getString("pipe")), row.getLong("broken"));
            });
    return broken;
  }
}
