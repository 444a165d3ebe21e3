package ai.agentbar.payment.reconciliation;

import ai.agentbar.job.Lease;
import ai.agentbar.kernel.OrderId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * The table {@code payment_reconciliation} as a queue that is claimed in several orders: rows are
 * chosen and locked, then taken. What somebody else has locked is skipped; nobody is waited for.
 */
@Repository
class ClaimTable {

  private final JdbcClient jdbc;

  ClaimTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Rows whose time has come, longest due first. */
  List<Long> due(Instant now, int limit) {
    return ids(
        choose(
            """
            due_at <= :now
            order by due_at, id
            """,
            now,
            limit));
  }

  /** Rows that wait, and whose time has come if notifications are silent. */
  List<Long> dueInSilence(Instant now, int limit) {
    return ids(
        choose(
            """
            quick_at <= :now
              and due_at = planned_at
            order by quick_at, id
            """,
            now,
            limit));
  }

  /** Due rows of open orders whose time to pay was over at that moment. */
  List<Long> dueOverdue(Instant now, Instant payBefore, int limit) {
    return ids(
        choose(
                """
                pay_by <= :payBefore
                  and ended_at is null
                  and due_at <= :now
                order by pay_by, id
                """,
                now,
                limit)
            .param("payBefore", payBefore.atOffset(ZoneOffset.UTC)));
  }

  /** Due rows of orders that something says have ended. */
  List<Long> dueEnding(Instant now, int limit) {
    return ids(
        choose(
            """
            ending
              and due_at <= :now
            order by due_at, id
            """,
            now,
            limit));
  }

  /** Open orders, due or not, the oldest first, after a given row. */
  List<Long> open(long afterId, Instant now, int limit) {
    return ids(
        choose(
                """
                ended_at is null
                  and id > :afterId
                  and (due_at = planned_at or due_at <= :now)
                order by id
                """,
                now,
                limit)
            .param("afterId", afterId));
  }

  /** Open orders that nobody is asking about, counted up to a limit. */
  long countOpen(Instant now, int limit) {
    return jdbc.sql(
            """
            select count(*)
            from (select 1
                  from payment_reconciliation
                  where ended_at is null
                    and (due_at = planned_at or due_at <= :now)
                  limit :limit) open
            """)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("limit", limit)
        .query(Long.class)
        .single();
  }

  List<OrderId> oldestOpen(Instant now, int limit) {
    return jdbc.sql(
            """
            select order_id
            from payment_reconciliation
            where ended_at is null
              and (due_at = planned_at or due_at <= :now)
            order by id
            limit :limit
            """)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("limit", limit)
        .query((row, _) -> new OrderId(row.getString("order_id")))
        .list();
  }

  /** One order, open or not, unless somebody is asking about it. */
  List<Long> one(OrderId orderId, Instant now) {
    return ids(
        choose(
                """
                order_id = :orderId
                  and (due_at is not distinct from planned_at or due_at <= :now)
                order by id
                """,
                now,
                1)
            .param("orderId", orderId.value()));
  }

  /** Takes rows that the transaction has locked, until then. */
  List<ReconciliationRow> take(List<Long> ids, Instant leaseUntil) {
    return jdbc.sql(
            """
            update payment_reconciliation
            set due_at = :leaseUntil,
                lease_token = lease_token + 1,
                attempts = attempts + 1
            where id = any (:ids)
            returning id, lease_token, attempts, order_id, failures
            """)
        .param("leaseUntil", leaseUntil.atOffset(ZoneOffset.UTC))
        .param("ids", ids.toArray(Long[]::new))
        .query(
            (row, _) ->
                new ReconciliationRow(
                    new Lease(
                        row.getLong("id"), row.getLong("lease_token"), row.getInt("attempts")),
                    new OrderId(row.getString("order_id")),
                    row.getInt("failures")))
        .list();
  }

  private StatementSpec choose(String conditionAndOrder, Instant now, int limit) {
    return jdbc.sql(
            """
            select id
            from payment_reconciliation
            where %s
            limit :limit
            for update skip locked
            """
                .formatted(conditionAndOrder))
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("limit", limit);
  }

  private static List<Long> ids(StatementSpec chosen) {
    return chosen.query((row, _) -> row.getLong("id")).list();
  }
}
