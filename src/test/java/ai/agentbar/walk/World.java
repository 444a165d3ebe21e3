package ai.agentbar.walk;

import static org.awaitility.Awaitility.await;

import ai.agentbar.testing.Http;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Everything there is to see: orders in every state, a message and a notification that failed,
 * forged ones, and what fires because of them.
 *
 * @param orders one of each kind
 */
record World(Sale paid, Sale refunded, Sale pending, Sale created, List<Sale> orders) {

  private static final Duration SOON = Duration.ofSeconds(40);

  /** Takes some seconds, by the real clock. */
  static World make(Http shop, Http sandbox, JdbcClient jdbc) {
    sandbox.post("/_sim/test-notification", "");
    Sale paid = Sale.of(shop, sandbox, "film-pro", "Siti Rahma").by("qris").meets("settle");
    Sale refunded =
        Sale.of(shop, sandbox, "film-basic", "Budi Santoso")
            .by("qris")
            .meets("settle")
            .awaits("PAID");
    Sale pending = Sale.of(shop, sandbox, "film-studio", "Dewi Lestari").by("bca_va");
    Sale expired = Sale.of(shop, sandbox, "film-basic", "Agus Wijaya").by("gopay").meets("expire");
    Sale failed = failed(shop, sandbox, jdbc);
    press(sandbox, "{\"snap_down\": true, \"mail_reject\": true}");
    Sale created = Sale.of(shop, sandbox, "film-basic", "Rina Putri");
    press(sandbox, "{\"snap_down\": false}");
    Sale unreachable = Sale.of(shop, sandbox, "film-basic", "Joko Susilo");
    awaitRow(jdbc, "select count(*) from notification_outbox where state = 'FAILED'");
    press(sandbox, "{\"mail_reject\": false, \"status_down\": true}");
    Sale unproven = Sale.of(shop, sandbox, "film-pro", "Maya Sari").by("qris").meets("settle");
    giveUp(jdbc, unproven);
    press(sandbox, "{\"status_down\": false}");
    refunded.meets("refund");
    sandbox.post("/_sim/forge?count=30", "");
    paid.awaits("PAID");
    expired.awaits("EXPIRED");
    failed.awaits("FAILED");
    awaitRow(jdbc, "select count(*) from alert_firing where rule_id = 'outbox_failed'");
    awaitRow(
        jdbc,
        "select count(*) from alert_firing where rule_id = 'webhook_invalid_signature_spike'");
    awaitRow(jdbc, "select count(*) from alert_probe_result");
    return new World(
        paid,
        refunded,
        pending,
        created,
        List.of(paid, refunded, pending, created, expired, failed, unreachable, unproven));
  }

  /** The pages that a buyer may see: one for each state of an order. */
  Stream<String> buyerPages() {
    return orders.stream().map(it -> "/o/" + it.token());
  }

  /** The bank denied it, and the time to pay was over an hour ago. */
  private static Sale failed(Http shop, Http sandbox, JdbcClient jdbc) {
    Sale sale = Sale.of(shop, sandbox, "film-basic", "Bagus Saputra").by("gopay").meets("deny");
    awaitRow(
        jdbc,
        """
        select count(*) from payment_inbox
        where gateway_order_id = '%s-1' and state <> 'WAITING'
          and convert_from(body, 'UTF8') like '%%deny%%'
        """
            .formatted(sale.id()));
    String over = "pay_by = now() - interval '1 hour' where order_id = :order";
    jdbc.sql("update orders set " + over).param("order", sale.id()).update();
    jdbc.sql(
            "update payment_reconciliation set ending = true, planned_at = now(), due_at = now(), "
                + over)
        .param("order", sale.id())
        .update();
    return sale;
  }

  private static void press(Http sandbox, String switches) {
    sandbox.put("/_sim/faults", switches);
  }

  /** It has been tried as often as anything is; the next failure is the last. */
  static void giveUp(JdbcClient jdbc, Sale unproven) {
    String its =
        "select count(*) from payment_inbox where gateway_order_id = '%s-1' and "
            .formatted(unproven.id());
    awaitRow(jdbc, its + "last_error is not null");
    jdbc.sql(
            """
            update payment_inbox
            set attempts = 47, due_at = now()
            where gateway_order_id = :page and state = 'WAITING' and last_error is not null
            """)
        .param("page", unproven.id() + "-1")
        .update();
    awaitRow(jdbc, its + "state = 'FAILED'");
  }

  private static void awaitRow(JdbcClient jdbc, String count) {
    await().atMost(SOON).until(() -> jdbc.sql(count).query(Long.class).single() > 0);
  }
}
