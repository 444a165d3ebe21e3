package ai.agentbar.watch.metric;

import ai.agentbar.watch.metric.Changes.MessageChange;
import ai.agentbar.watch.metric.Changes.OrderChange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The writing side of {@code metric_order} and {@code metric_message}: a row stands as long as its
 * order or message is open for the watch.
 */
@Repository
class OpenFoldTable {

  /** The longest an order may wait for its payment, and to spare; see {@link CohortTable}. */
  private static final Duration CREATED_KEPT_FOR = Duration.ofDays(3);

  private static final int FORGOTTEN_ROWS_MAX = 2_000;

  private final JdbcClient jdbc;

  OpenFoldTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void addOrders(Map<String, OrderChange> changes, Instant now) {
    if (changes.isEmpty()) {
      return;
    }
    String[] orderIds = changes.keySet().toArray(String[]::new);
    jdbc.sql(
            """
            insert into metric_order (order_id, created, pending, pending_at, paid, granted, amount,
                                      folded_at)
            select c.order_id, c.created, c.pending, c.pending_at, c.paid, c.granted, c.amount, :now
            from unnest(:orderIds::text[], :createds::int[], :pendings::int[],
                        :pendingAts::timestamptz[], :paids::int[], :granteds::int[],
                        :amounts::bigint[])
                 as c (order_id, created, pending, pending_at, paid, granted, amount)
            on conflict (order_id) do update
            set created = metric_order.created + excluded.created,
                pending = metric_order.pending + excluded.pending,
                pending_at = coalesce(metric_order.pending_at, excluded.pending_at),
                paid = metric_order.paid + excluded.paid,
                granted = metric_order.granted + excluded.granted,
                amount = greatest(metric_order.amount, excluded.amount),
                folded_at = excluded.folded_at
            """)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("orderIds", orderIds)
        .param(
            "createds", changes.values().stream().map(OrderChange::created).toArray(Integer[]::new))
        .param(
            "pendings", changes.values().stream().map(OrderChange::pending).toArray(Integer[]::new))
        .param(
            "pendingAts",
            changes.values().stream()
                .map(it -> it.pendingAt() == null ? null : it.pendingAt().toString())
                .toArray(String[]::new))
        .param("paids", changes.values().stream().map(OrderChange::paid).toArray(Integer[]::new))
        .param("amounts", changes.values().stream().map(OrderChange::amount).toArray(Long[]::new))
        .param(
            "granteds", changes.values().stream().map(OrderChange::granted).toArray(Integer[]::new))
        .update();
    forgetBalanced(orderIds);
    forgetCreatedBefore(now.minus(CREATED_KEPT_FOR));
  }

  private void forgetBalanced(String[] orderIds) {
    jdbc.sql(
            """
            delete from metric_order
            where order_id = any (:orderIds::text[])
              and created = 0
              and pending = 0
              and paid = granted
            """)
        .param("orderIds", orderIds)
        .update();
  }

  /** Of these one half was never told: the order was placed before the log began, say. */
  private void forgetCreatedBefore(Instant moment) {
    jdbc.sql(
            """
            delete from metric_order
            where order_id in (select order_id
                               from metric_order
                               where created <> 0
                                 and folded_at < :moment
                                 and pending = 0
                                 and paid = granted
                               order by folded_at
                               limit :limit)
            """)
        .param("moment", moment.atOffset(ZoneOffset.UTC))
        .param("limit", FORGOTTEN_ROWS_MAX)
        .update();
  }

  void addMessages(Map<String, MessageChange> changes) {
    if (changes.isEmpty()) {
      return;
    }
    String[] messages = changes.keySet().toArray(String[]::new);
    jdbc.sql(
            """
            insert into metric_message (message, waiting, waiting_at)
            select *
            from unnest(:messages::text[], :waitings::int[], :waitingAts::timestamptz[])
            on conflict (message) do update
            set waiting = metric_message.waiting + excluded.waiting,
                waiting_at = greatest(metric_message.waiting_at, excluded.waiting_at)
            """)
        .param("messages", messages)
        .param(
            "waitings",
            changes.values().stream().map(MessageChange::waiting).toArray(Integer[]::new))
        .param(
            "waitingAts",
            changes.values().stream()
                .map(it -> it.waitingAt() == null ? null : it.waitingAt().toString())
                .toArray(String[]::new))
        .update();
    jdbc.sql(
            """
            delete from metric_message
            where message = any (:messages::text[])
              and waiting = 0
            """)
        .param("messages", messages)
        .update();
  }
}
