package ai.agentbar.order;

import ai.agentbar.kernel.Email;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.kernel.Phone;
import ai.agentbar.kernel.Rupiah;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables {@code orders}, {@code order_entitlement} and {@code order_idempotency}. */
@Repository
class OrderTable {

  /** All that {@link #order} reads, in one place, so that no query forgets a column. */
  static final String COLUMNS =
      """
      order_id, buyer_token, package_id, amount, buyer_name, buyer_email, buyer_phone,
      language, status, late, created_at, pay_by, paid_at\
      """;

  private final JdbcClient jdbc;

  OrderTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(Order order) {
    jdbc.sql(
            """
            insert into orders (order_id, buyer_token, package_id, amount, buyer_name, buyer_email,
                                buyer_phone, language, status, late, created_at, pay_by,
                                status_at)
            values (:id, :buyerToken, :packageId, :amount, :name, :email,
                    :phone, :language, :status, :late, :createdAt, :payBy,
                    :createdAt)
            """)
        .param("id", order.id().value())
        .param("buyerToken", order.buyerToken())
        .param("packageId", order.packageId())
        .param("amount", order.amount().amount())
        .param("name", order.buyer().name())
        .param("email", order.buyer().email().address())
        .param("phone", order.buyer().phone().e164())
        .param("language", order.language().code())
        .param("status", order.status().name())
        .param("late", order.late())
        .param("createdAt", order.createdAt().atOffset(ZoneOffset.UTC))
        .param("payBy", order.payBy().atOffset(ZoneOffset.UTC))
        .update();
  }

  Optional<Order> find(OrderId id) {
    return jdbc.sql(
            """
            select %s
            from orders
            where order_id = :id
            """
                .formatted(COLUMNS))
        .param("id", id.value())
        .query((row, _) -> order(row))
        .optional();
  }

  Optional<Order> findByToken(String buyerToken) {
    return jdbc.sql(
            """
            select %s
            from orders
            where buyer_token = :buyerToken
            """
                .formatted(COLUMNS))
        .param("buyerToken", buyerToken)
        .query((row, _) -> order(row))
        .optional();
  }

  Optional<Order> lock(OrderId id) {
    return jdbc.sql(
            """
            select %s
            from orders
            where order_id = :id
            for update
            """
                .formatted(COLUMNS))
        .param("id", id.value())
        .query((row, _) -> order(row))
        .optional();
  }

  void move(Order order, OrderStatus target, boolean late, Instant now) {
    int rows =
        jdbc.sql(
                """
                update orders
                set status = :target,
                    late = late or :late,
                    status_at = :now,
                    paid_at = case when :target = 'PAID' then :now else paid_at end
                where order_id = :id
                  and status = :expected
                """)
            .param("target", target.name())
            .param("late", late)
            .param("now", now.atOffset(ZoneOffset.UTC))
            .param("id", order.id().value())
            .param("expected", order.status().name())
            .update();
    if (rows != 1) {
      throw new IllegalStateException(
          "order %s left %s while its row was locked".formatted(order.id(), order.status()));
    }
  }

  /** Grants what the order bought; false where it was granted before. */
  boolean grant(Order order, Instant now) {
    return jdbc.sql(
                """
                insert into order_entitlement (order_id, package_id, granted_at)
                values (:id, :packageId, :now)
                on conflict (order_id) do nothing
                """)
            .param("id", order.id().value())
            .param("packageId", order.packageId())
            .param("now", now.atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  /** Suspends what was granted; false where nothing is granted, or it is suspended already. */
  boolean suspend(OrderId id, SuspensionReason reason, Instant now) {
    return jdbc.sql(
                """
                update order_entitlement
                set suspended_at = :now,
                    suspended_reason = :reason
                where order_id = :id
                  and suspended_at is null
                """)
            .param("now", now.atOffset(ZoneOffset.UTC))
            .param("reason", reason.name())
            .param("id", id.value())
            .update()
        == 1;
  }

  /** Gives back what is suspended, and tells why it was; nothing where it is not. */
  Optional<SuspensionReason> restore(OrderId id) {
    Optional<SuspensionReason> reason =
        jdbc.sql(
                """
                select suspended_reason
                from order_entitlement
                where order_id = :id
                  and suspended_at is not null
                for update
                """)
            .param("id", id.value())
            .query((row, _) -> SuspensionReason.valueOf(row.getString("suspended_reason")))
            .optional();
    if (reason.isPresent()) {
      jdbc.sql(
              """
              update order_entitlement
              set suspended_at = null,
                  suspended_reason = null
              where order_id = :id
              """)
          .param("id", id.value())
          .update();
    }
    return reason;
  }

  boolean isEntitled(OrderId id) {
    return jdbc.sql(
            """
            select exists (select 1
                           from order_entitlement
                           where order_id = :id
                             and suspended_at is null)
            """)
        .param("id", id.value())
        .query(Boolean.class)
        .single();
  }

  Optional<Entitlement> entitlement(OrderId id) {
    return jdbc.sql(
            """
            select package_id, granted_at, suspended_at, suspended_reason
            from order_entitlement
            where order_id = :id
            """)
        .param("id", id.value())
        .query((row, _) -> entitlement(row))
        .optional();
  }

  /**
   * Takes the key for a new order; false where it is taken. Waits for a request still under way.
   */
  boolean claimKey(IdempotencyKey key, OrderId id, Instant now) {
    return jdbc.sql(
                """
                insert into order_idempotency (key, request_hash, order_id, created_at)
                values (:key, :hash, :id, :now)
                on conflict (key) do nothing
                """)
            .param("key", key.value())
            .param("hash", key.requestHash())
            .param("id", id.value())
            .param("now", now.atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  IdempotencyRow findKey(String key) {
    return jdbc.sql(
            """
            select request_hash, order_id
            from order_idempotency
            where key = :key
            """)
        .param("key", key)
        .query(
            (row, _) ->
                new IdempotencyRow(
                    row.getString("request_hash"), new OrderId(row.getString("order_id"))))
        .single();
  }

  static Order order(ResultSet row) throws SQLException {
    OffsetDateTime paidAt = row.getObject("paid_at", OffsetDateTime.class);
    return new Order(
        new OrderId(row.getString("order_id")),
        row.getString("buyer_token"),
        row.getString("package_id"),
        new Rupiah(row.getLong("amount")),
        new Buyer(
            row.getString("buyer_name"),
            new Email(row.getString("buyer_email")),
            new Phone(row.getString("buyer_phone"))),
        Language.of(row.getString("language")),
        OrderStatus.valueOf(row.getString("status")),
        row.getBoolean("late"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("pay_by", OffsetDateTime.class).toInstant(),
        paidAt == null ? null : paidAt.toInstant());
  }

  private static Entitlement entitlement(ResultSet row) throws SQLException {
    OffsetDateTime suspendedAt = row.getObject("suspended_at", OffsetDateTime.class);
    return new Entitlement(
        row.getString("package_id"),
        row.getObject("granted_at", OffsetDateTime.class).toInstant(),
        suspendedAt == null
            ? Optional.empty()
            : Optional.of(
                new Entitlement.Suspension(
                    suspendedAt.toInstant(),
                    SuspensionReason.valueOf(row.getString("suspended_reason")))));
  }
}
