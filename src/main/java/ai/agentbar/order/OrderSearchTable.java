package ai.agentbar.order;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code orders}, as people look through it. */
@Repository
class OrderSearchTable {

  /** A condition and what stands in it. */
  private record Condition(String text, Map<String, Object> params) {}

  private static final int ID_LENGTH = 12;

  private final JdbcClient jdbc;

  OrderSearchTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Order> find(OrderSearch search) {
    Condition condition = condition(search.by());
    return jdbc.sql(
            """
            select %s
            from orders
            where %s
              and (:status::text is null or status = :status)
              and (created_at, order_id) < (:afterAt, :afterId)
            order by created_at desc, order_id desc
            limit :limit
            """
                .formatted(OrderTable.COLUMNS, condition.text()))
        .params(condition.params())
        .param("status", search.status().map(OrderStatus::name).orElse(null))
        .param("afterAt", utc(search.after().createdAt()))
        .param("afterId", search.after().orderId())
        .param("limit", search.limit())
        .query((row, _) -> OrderTable.order(row))
        .list();
  }

  private static Condition condition(OrderSearch.By by) {
    return switch (by) {
      case OrderSearch.Placed placed -> placed(placed);
      case OrderSearch.Named(String beginning, var day) -> named(beginning, placed(day));
      case OrderSearch.OfEmail(var email) ->
          new Condition("buyer_email = :email", Map.of("email", email.address()));
      case OrderSearch.OfPhone(var phone) ->
          new Condition("buyer_phone = :phone", Map.of("phone", phone.e164()));
    };
  }

  private static Condition placed(OrderSearch.Placed placed) {
    return new Condition(
        "created_at >= :from and created_at < :until",
        Map.of("from", utc(placed.from()), "until", utc(placed.until())));
  }

  /**
   * Ids are digits and capital letters, so those that begin alike lie between the beginning and the
   * same filled up with the last letter, by the rules of every language.
   */
  private static Condition named(String beginning, Condition day) {
    Map<String, Object> params = new HashMap<>(day.params());
    params.put("first", beginning);
    params.put("last", beginning + "Z".repeat(Math.max(0, ID_LENGTH - beginning.length())));
    return new Condition("order_id between :first and :last and " + day.text(), params);
  }

  private static OffsetDateTime utc(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
