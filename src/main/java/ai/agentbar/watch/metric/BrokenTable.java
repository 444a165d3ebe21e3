package ai.agentbar.watch.metric;

import ai.agentbar.kernel.Rupiah;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The orders of {@code metric_order} whose payment and access do not fit. */
@Repository
class BrokenTable {

  private final JdbcClient jdbc;

  BrokenTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<BrokenOrders.Broken> find(Instant foldedBefore, int limit) {
    return jdbc.sql(
            """
            select order_id, paid, granted, amount
            from metric_order
            where paid <> granted
              and folded_at < :before
            order by folded_at
            limit :limit
            """)
        .param("before", foldedBefore.atOffset(ZoneOffset.UTC))
        .param("limit", limit)
        .query(
            (row, _) ->
                new BrokenOrders.Broken(
                    row.getString("order_id"),
                    row.getInt("paid") > 0,
                    row.getInt("granted") > 0,
                    new Rupiah(row.getLong("amount"))))
        .list();
  }
}
