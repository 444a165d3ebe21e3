package ai.agentbar.watch.metric;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.testing.TestDatabase;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Orders that are open while the tables of this room change. */
class MetricUpgradeTest {

  private final DataSource dataSource =
      new DriverManagerDataSource(TestDatabase.create(), "postgres", "");
  private final JdbcClient jdbc = JdbcClient.create(dataSource);

  /** Of each what the fold will still read adds up with what is noted to 1 or 0. */
  @Test
  void an_order_in_created_is_noted_as_far_as_the_fold_has_come_and_no_further() {
    migrateTo("90");
    order("STANDS", "CREATED");
    order("PLACED-UNREAD", "CREATED");
    order("LEFT-UNREAD", "PENDING_PAYMENT");
    order("LEFT", "PENDING_PAYMENT");
    placed("STANDS");
    placed("LEFT-UNREAD");
    placed("LEFT");
    left("LEFT");
    jdbc.sql(
            """
            insert into event_cursor (subscriber, last_xid, last_id)
            select 'metric', xid, id from event order by xid desc, id desc limit 1
            """)
        .update();
    placed("PLACED-UNREAD");
    left("LEFT-UNREAD");
    jdbc.sql(
            """
            insert into metric_order (order_id, pending, pending_at, paid, granted, amount, folded_at)
            values ('LEFT', 1, now(), 0, 0, 149000, now())
            """)
        .update();

    migrateTo("93");

    assertThat(created()).isEqualTo(Map.of("STANDS", 1, "LEFT-UNREAD", 1, "LEFT", 0));
    assertThat(new OpenTable(jdbc).money(Instant.EPOCH).created().amount().amount())
        .isEqualTo(2 * 149_000);
  }

  @Test
  void a_payment_that_is_followed_when_cohorts_become_attempts_is_followed_on() {
    migrateTo("93");
    jdbc.sql(
            """
            insert into metric_cohort (subject, label, begun_at, paid, folded_at)
            values ('TWICE', '', now(), false, now()), ('t1', 'qris', now(), false, now())
            """)
        .update();
    jdbc.sql(
            """
            insert into payment_attempt (gateway_order_id, order_id, number, state, version,
                                         opening_token, opening_until, created_at)
            select 'TWICE-' || n, 'TWICE', n, 'TAKEN', 1, 1, now(), now()
            from generate_series(1, 2) n
            """)
        .update();

    migrateTo("94");

    assertThat(jdbc.sql("select subject from metric_cohort").query(String.class).list())
        .containsExactlyInAnyOrder("TWICE-2", "t1");
  }

  private void migrateTo(String version) {
    Flyway.configure().dataSource(dataSource).target(version).load().migrate();
  }

  private void order(String id, String status) {
    jdbc.sql(
            """
            insert into orders (order_id, buyer_token, package_id, amount, buyer_name, buyer_email,
                                buyer_phone, status, created_at, pay_by, status_at)
            values (:id, :id, 'basic', 149000, 'x', 'x', 'x', :status, now(), now(), now())
            """)
        .param("id", id)
        .param("status", status)
        .update();
  }

  private void placed(String id) {
    told(id, "ORDER_CREATED", "{}");
  }

  private void left(String id) {
    told(id, "ORDER_STATUS_CHANGED", "{\"from\": \"CREATED\", \"to\": \"PENDING_PAYMENT\"}");
  }

  private void told(String id, String type, String fields) {
    jdbc.sql(
            """
            insert into event (occurred_at, level, component, event_type, event, order_id, message,
                               fields)
            values (now(), 'INFO', 'api', :type, :type, :id, 'told', :fields::jsonb)
            """)
        .param("id", id)
        .param("type", type)
        .param("fields", fields)
        .update();
  }

  private Map<String, Integer> created() {
    return jdbc
        .sql("select order_id, created from metric_order")
        .query((row, _) -> Map.entry(row.getString("order_id"), row.getInt("created")))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
