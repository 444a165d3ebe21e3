package ai.agentbar.watch.metric;

import ai.agentbar.kernel.Rupiah;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What is open, read from {@code metric_order} and {@code metric_message}: these hold nothing else,
 * so a count over them costs what is open and not what is past.
 */
@Repository
class OpenTable {

  /**
   * An order that is paid and granted in one transaction may be cut apart by the end of a batch;
   * only what stays out of balance is out of balance.
   */
  static final Duration BALANCED_WITHIN = Duration.ofSeconds(5);

  private final JdbcClient jdbc;

  OpenTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  MoneyOpen money(Instant now) {
    Map<PendingAge, OpenOrders> byAge = new EnumMap<>(PendingAge.class);
    jdbc.sql(
            """
            select case when pending_at > :from5 then 'UNDER_5'
                        when pending_at > :from15 then 'FROM_5'
                        when pending_at > :from30 then 'FROM_15'
                        when pending_at > :from60 then 'FROM_30'
                        else 'FROM_60' end as age,
                   count(*) as orders,
                   sum(amount) as amount
            from metric_order
            where pending > 0
            group by age
            order by age
            limit 5
            """)
        .param("from5", before(now, PendingAge.FROM_5.from()))
        .param("from15", before(now, PendingAge.FROM_15.from()))
        .param("from30", before(now, PendingAge.FROM_30.from()))
        .param("from60", before(now, PendingAge.FROM_60.from()))
        .query(
            row -> {
              byAge.put(PendingAge.valueOf(row.getString("age")), openOrders(row));
            });
    return new MoneyOpen(
        pendingSince(),
        byAge,
        created(),
        outOfBalance("paid > granted", now),
        outOfBalance("paid < granted", now));
  }

  OpenOrders pendingFor(Duration age, Instant now) {
    return jdbc.sql(
            """
            select count(*) as orders,
                   coalesce(sum(amount), 0) as amount
            from metric_order
            where pending > 0
              and pending_at <= :from
            limit 1
            """)
        .param("from", before(now, age))
        .query((row, _) -> openOrders(row))
        .single();
  }

  private OpenOrders created() {
    return jdbc.sql(
            """
            select count(*) as orders,
                   coalesce(sum(amount), 0) as amount
            from metric_order
            where created > 0
            limit 1
            """)
        .query((row, _) -> openOrders(row))
        .single();
  }

  private Optional<Instant> pendingSince() {
    return jdbc.sql(
            """
            select pending_at
            from metric_order
            where pending > 0
              and pending_at is not null
            order by pending_at
            limit 1
            """)
        .query((row, _) -> row.getObject("pending_at", OffsetDateTime.class).toInstant())
        .optional();
  }

  private OpenOrders outOfBalance(String side, Instant now) {
    return jdbc.sql(
            """
            select count(*) as orders,
                   coalesce(sum(amount), 0) as amount
            from metric_order
            where paid <> granted
              and %s
              and folded_at < :unbalancedBefore
            limit 1
            """
                .formatted(side))
        .param("unbalancedBefore", before(now, BALANCED_WITHIN))
        .query((row, _) -> openOrders(row))
        .single();
  }

  void addCounts(Instant now, Standing standing) {
    jdbc.sql(
            """
            select (select count(*)
                    from metric_order
                    where pending > 0
                      and pending_at < :agingBefore) as aging,
                   (select coalesce(extract(epoch from :now::timestamptz - min(waiting_at)), 0)::bigint
                    from metric_message
                    where waiting > 0) as message_seconds
            """)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("agingBefore", before(now, MoneyOpen.AGING_AFTER))
        .query(
            row -> {
              standing.put(Metric.ORDERS_PENDING_AGING, row.getLong("aging"));
              standing.put(Metric.OUTBOX_LATENCY, row.getLong("message_seconds"));
            });
  }

  private static OffsetDateTime before(Instant now, Duration age) {
    return now.minus(age).atOffset(ZoneOffset.UTC);
  }

  private static OpenOrders openOrders(ResultSet row) throws SQLException {
    return new OpenOrders(row.getLong("orders"), new Rupiah(row.getLong("amount")));
  }
}
