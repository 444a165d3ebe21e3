package ai.agentbar.walk;

import static org.awaitility.Awaitility.await;

import ai.agentbar.testing.Http;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What goes wrong on purpose, so that somebody can do something about it. */
record Trouble(Http shop, Http sandbox, JdbcClient jdbc) {

  private static final Duration SOON = Duration.ofSeconds(40);

  /** A mail that nobody takes. */
  long failedMessage() {
    sandbox.put("/_sim/faults", "{\"mail_reject\": true}");
    Sale sale = sale("Rudi Hartono");
    String failed =
        "select coalesce(max(id), 0) from notification_outbox where state = 'FAILED' and order_id = '%s'"
            .formatted(sale.id());
    await().atMost(SOON).until(() -> one(failed) > 0);
    sandbox.put("/_sim/faults", "{\"mail_reject\": false}");
    return one(failed);
  }

  /** What fires because of it. */
  long firing() {
    failedMessage();
    String firing =
        """
        select coalesce(max(id), 0) from alert_firing
        where rule_id = 'outbox_failed' and resolved_at is null
        """;
    await().atMost(SOON).until(() -> one(firing) > 0);
    return one(firing);
  }

  /** A payment whose notification was given up. */
  Sale givenUp(String who) {
    Sale sale = sale(who).by("qris");
    String its =
        "select count(*) from payment_inbox where gateway_order_id = '%s-1' and state = 'APPLIED'"
            .formatted(sale.id());
    await().atMost(SOON).until(() -> one(its) == 1);
    sandbox.put("/_sim/faults", "{\"status_down\": true}");
    sale.meets("settle");
    World.giveUp(jdbc, sale);
    sandbox.put("/_sim/faults", "{\"status_down\": false}");
    return sale;
  }

  /** A payment of which Midtrans never tells. */
  Sale lost(String who) {
    Sale sale = sale(who).by("qris");
    sandbox.put("/_sim/faults", "{\"lose\": 1.0}");
    sale.meets("settle");
    sandbox.put("/_sim/faults", "{\"lose\": 0.0}");
    return sale;
  }

  private Sale sale(String who) {
    return Sale.of(shop, sandbox, "film-basic", who);
  }

  private long one(String sql) {
    return jdbc.sql(sql).query(Long.class).single();
  }
}
