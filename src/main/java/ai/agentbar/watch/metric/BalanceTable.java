package ai.agentbar.watch.metric;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * By how much the equation of each pipe does not hold.
 *
 * <p>Both sides are written by the fold of one event in one transaction and read in one statement,
 * so no moment in the middle of the work can look broken: what is received and not yet applied is
 * inside. The two sides are remembered apart, totals here and open pieces there, so whatever is
 * lost, counted twice or altered makes them disagree for good. A piece that came out without having
 * gone in has a row below 0 and counts by itself. Orders are paid and granted by two events, which
 * the end of a batch may cut apart; there only what stays so is broken.
 */
@Repository
class BalanceTable {

  private final JdbcClient jdbc;

  BalanceTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Map<Pipe, Long> broken(Instant now) {
    return jdbc.sql(
            """
            with total as (
              select coalesce(sum(amount) filter (where metric = 'webhook_received_total'), 0)
                       - coalesce(sum(amount) filter (where metric in ('webhook_applied_count',
                                                                       'webhook_ignored_count')), 0)
                       as inbox,
                     coalesce(sum(amount) filter (where metric = 'payment_paid_count'), 0)
                       - coalesce(sum(amount) filter (where metric = 'entitlement_granted_count'), 0)
                       as orders,
                     coalesce(sum(amount) filter (where metric = 'outbox_created_count'), 0)
                       - coalesce(sum(amount) filter (where metric in ('outbox_sent',
                                                                       'outbox_failed',
                                                                       'outbox_unknown',
                                                                       'outbox_skipped')), 0)
                       as messages,
                     coalesce(sum(amount) filter (where metric = 'job_started_total'), 0)
                       - coalesce(sum(amount) filter (where metric in ('job_run_total',
                                                                       'job_abandoned_count')), 0)
                       as job_runs
              from metric_total),
            open as (
              select coalesce(sum(open) filter (where pipe = 'inbox'), 0) as inbox,
                     coalesce(sum(open) filter (where pipe = 'job_runs'), 0) as job_runs,
                     coalesce(sum(-open) filter (where pipe = 'inbox' and open < 0 and item <> ''), 0)
                       as inbox_never_in,
                     coalesce(sum(-open) filter (where pipe = 'job_runs' and open < 0
                                                   and item <> ''), 0) as job_runs_never_in
              from metric_open),
            paid as (
              select coalesce(sum(paid - granted), 0) as orders,
                     coalesce(sum(abs(paid - granted)) filter (where folded_at < :unbalancedBefore), 0)
                       as stays
              from metric_order
              where paid <> granted),
            waiting as (
              select coalesce(sum(waiting), 0) as messages,
                     coalesce(sum(-waiting) filter (where waiting < 0), 0) as never_in
              from metric_message)
            select abs(total.inbox - open.inbox) + open.inbox_never_in as inbox,
                   abs(total.orders - paid.orders) + paid.stays as orders,
                   abs(total.messages - waiting.messages) + waiting.never_in as messages,
                   abs(total.job_runs - open.job_runs) + open.job_runs_never_in as job_runs
            from total, open, paid, waiting
            limit 1
            """)
        .param("unbalancedBefore", now.minus(OpenTable.BALANCED_WITHIN).atOffset(ZoneOffset.UTC))
        .query(
            (row, _) -> {
              Map<Pipe, Long> broken = new EnumMap<>(Pipe.class);
              for (Pipe pipe : Pipe.values()) {
                broken.put(pipe, row.getLong(pipe.label()));
              }
              return broken;
            })
        .single();
  }
}
