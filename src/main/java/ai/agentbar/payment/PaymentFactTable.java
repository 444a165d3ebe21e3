package ai.agentbar.payment;

import ai.agentbar.kernel.OrderId;
import ai.agentbar.kernel.Rupiah;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code payment_fact} over all orders. */
@Repository
class PaymentFactTable {

  private final JdbcClient jdbc;

  PaymentFactTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<PaymentFacts.Noted> notedSince(Instant since, int limit) {
    return jdbc.sql(
            """
            select order_id, kind, amount, noted_at
            from payment_fact
            where noted_at >= :since
            order by noted_at desc
            limit :limit
            """)
        .param("since", since.atOffset(ZoneOffset.UTC))
        .param("limit", limit)
        .query(
            (row, _) ->
                new PaymentFacts.Noted(
                    new OrderId(row.getString("order_id")),
                    PaymentFact.Kind.valueOf(row.getString("kind")),
                    new Rupiah(row.getLong("amount")),
                    row.getObject("noted_at", OffsetDateTime.class).toInstant()))
        .list();
  }
}
