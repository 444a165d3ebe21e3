package ai.agentbar.payment;

import ai.agentbar.kernel.OrderId;
import ai.agentbar.payment.PaymentAttempt.State;
import ai.agentbar.payment.PaymentLedger.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables {@code payment_attempt}, {@code payment_transaction} and {@code payment_fact}. */
@Repository
class PaymentTable {

  private static final int TRANSACTIONS_OF_AN_ORDER_MAX = 1_000;
  private static final int ATTEMPTS_OF_AN_ORDER_MAX = 1_000;

  private static final String ATTEMPT =
      """
      gateway_order_id, order_id, number, state, version, opening_token, opening_until,
             snap_token, redirect_url\
      """;

  private final JdbcClient jdbc;

  PaymentTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(PaymentAttempt attempt, Instant now) {
    jdbc.sql(
            """
            insert into payment_attempt (gateway_order_id, order_id, number, state, version,
                                         opening_token, opening_until, created_at)
            values (:gatewayOrderId, :orderId, :number, :state, :version,
                    :openingToken, :openingUntil, :now)
            """)
        .param("gatewayOrderId", attempt.gatewayOrderId())
        .param("orderId", attempt.orderId().value())
        .param("number", attempt.number())
        .param("state", attempt.state().name())
        .param("version", attempt.version())
        .param("openingToken", attempt.openingToken())
        .param("openingUntil", attempt.openingUntil().atOffset(ZoneOffset.UTC))
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  Optional<PaymentAttempt> find(String gatewayOrderId) {
    return jdbc.sql(
            """
            select %s
            from payment_attempt
            where gateway_order_id = :gatewayOrderId
            """
                .formatted(ATTEMPT))
        .param("gatewayOrderId", gatewayOrderId)
        .query((row, _) -> attempt(row))
        .optional();
  }

  Optional<PaymentAttempt> newest(OrderId orderId) {
    return jdbc.sql(
            """
            select %s
            from payment_attempt
            where order_id = :orderId
            order by number desc
            limit 1
            """
                .formatted(ATTEMPT))
        .param("orderId", orderId.value())
        .query((row, _) -> attempt(row))
        .optional();
  }

  /** Every attempt of an order, the newest last. */
  List<PaymentAttempt> attempts(OrderId orderId) {
    return jdbc.sql(
            """
            select %s
            from payment_attempt
            where order_id = :orderId
            order by number
            limit :limit
            """
                .formatted(ATTEMPT))
        .param("orderId", orderId.value())
        .param("limit", ATTEMPTS_OF_AN_ORDER_MAX)
        .query((row, _) -> attempt(row))
        .list();
  }

  /** Every transaction of an order, the one seen first at the head. */
  List<PaymentDossier.Transaction> transactionsInOrder(OrderId orderId) {
    return jdbc.sql(
            """
            select transaction_id, gateway_order_id, payment_type, status,
                   pay_place, pay_biller, pay_code, pay_before
            from payment_transaction
            where order_id = :orderId
            order by first_seen_at, transaction_id
            limit :limit
            """)
        .param("orderId", orderId.value())
        .param("limit", TRANSACTIONS_OF_AN_ORDER_MAX)
        .query(
            (row, _) ->
                new PaymentDossier.Transaction(
                    row.getString("transaction_id"),
                    row.getString("gateway_order_id"),
                    row.getString("payment_type"),
                    TransactionStatus.valueOf(row.getString("status")),
                    instruction(row)))
        .list();
  }

  /** The order to which the gateway's name of an attempt or of a transaction belongs. */
  Optional<OrderId> orderOf(String gatewayId) {
    return jdbc.sql(
            """
            select order_id
            from payment_attempt
            where gateway_order_id = :id
            union all
            select order_id
            from payment_transaction
            where transaction_id = :id
            limit 1
            """)
        .param("id", gatewayId)
        .query((row, _) -> new OrderId(row.getString("order_id")))
        .optional();
  }

  /** Gives the opening of an attempt to a new owner, whoever had it before. */
  void takeOverOpening(PaymentAttempt attempt, Instant until) {
    jdbc.sql(
            """
            update payment_attempt
            set opening_token = opening_token + 1,
                opening_until = :until
            where gateway_order_id = :gatewayOrderId
            """)
        .param("until", until.atOffset(ZoneOffset.UTC))
        .param("gatewayOrderId", attempt.gatewayOrderId())
        .update();
  }

  /** Stores the page; false where another owner took the opening over meanwhile. */
  boolean opened(PaymentAttempt owned, String token, String redirectUrl) {
    return jdbc.sql(
                """
                update payment_attempt
                set state = 'OPEN',
                    snap_token = :token,
                    redirect_url = :redirectUrl
                where gateway_order_id = :gatewayOrderId
                  and opening_token = :openingToken
                  and state = 'OPENING'
                """)
            .param("token", token)
            .param("redirectUrl", redirectUrl)
            .param("gatewayOrderId", owned.gatewayOrderId())
            .param("openingToken", owned.openingToken())
            .update()
        == 1;
  }

  /** Ends an opening without a page: taken at Midtrans, or given back for the next one to try. */
  void endOpening(PaymentAttempt owned, State state, Instant now) {
    jdbc.sql(
            """
            update payment_attempt
            set state = :state,
                opening_until = :now
            where gateway_order_id = :gatewayOrderId
              and opening_token = :openingToken
              and state = 'OPENING'
            """)
        .param("state", state.name())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("gatewayOrderId", owned.gatewayOrderId())
        .param("openingToken", owned.openingToken())
        .update();
  }

  void countReport(String gatewayOrderId) {
    jdbc.sql(
            """
            update payment_attempt
            set version = version + 1
            where gateway_order_id = :gatewayOrderId
            """)
        .param("gatewayOrderId", gatewayOrderId)
        .update();
  }

  Map<String, Transaction> transactions(OrderId orderId) {
    return jdbc
        .sql(
            """
            select transaction_id, gateway_order_id, status
            from payment_transaction
            where order_id = :orderId
            order by first_seen_at
            limit :limit
            """)
        .param("orderId", orderId.value())
        .param("limit", TRANSACTIONS_OF_AN_ORDER_MAX)
        .query(
            (row, _) ->
                Map.entry(
                    row.getString("transaction_id"),
                    new Transaction(
                        row.getString("gateway_order_id"),
                        TransactionStatus.valueOf(row.getString("status")))))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  Set<PaymentFact> facts(OrderId orderId) {
    return new HashSet<>(
        jdbc.sql(
                """
                select kind, key
                from payment_fact
                where order_id = :orderId
                order by kind, key
                limit :limit
                """)
            .param("orderId", orderId.value())
            .param("limit", TRANSACTIONS_OF_AN_ORDER_MAX)
            .query(
                (row, _) ->
                    new PaymentFact(
                        PaymentFact.Kind.valueOf(row.getString("kind")), row.getString("key")))
            .list());
  }

  void upsert(OrderId orderId, TransactionReport report, TransactionStatus status, Instant now) {
    int rows =
        jdbc.sql(
                """
                insert into payment_transaction as known
                       (transaction_id, gateway_order_id, order_id, payment_type, status,
                        first_seen_at, status_at, pay_place, pay_biller, pay_code, pay_before)
                values (:transactionId, :gatewayOrderId, :orderId, :paymentType, :status,
                        :now, :now, :place, :biller, :code, :before)
                on conflict (transaction_id) do update
                set status = excluded.status,
                    payment_type = excluded.payment_type,
                    status_at = excluded.status_at,
                    pay_place = coalesce(excluded.pay_place, known.pay_place),
                    pay_biller = coalesce(excluded.pay_biller, known.pay_biller),
                    pay_code = coalesce(excluded.pay_code, known.pay_code),
                    pay_before = coalesce(excluded.pay_before, known.pay_before)
                where known.gateway_order_id = excluded.gateway_order_id
                """)
            .param("transactionId", report.transactionId())
            .param("gatewayOrderId", report.gatewayOrderId())
            .param("orderId", orderId.value())
            .param("paymentType", report.paymentType())
            .param("status", status.name())
            .param("now", now.atOffset(ZoneOffset.UTC))
            .params(columns(report.instruction()))
            .update();
    if (rows != 1) {
      throw new IllegalStateException(
          "transaction %s belongs to another payment attempt than %s"
              .formatted(report.transactionId(), report.gatewayOrderId()));
    }
  }

  private static Map<String, Object> columns(@Nullable PaymentInstruction instruction) {
    Map<String, Object> columns = new HashMap<>();
    columns.put("place", instruction == null ? null : instruction.place());
    columns.put("biller", instruction == null ? null : instruction.billerCode());
    columns.put("code", instruction == null ? null : instruction.code());
    columns.put("before", before(instruction));
    return columns;
  }

  private static @Nullable OffsetDateTime before(@Nullable PaymentInstruction instruction) {
    return instruction == null || instruction.payBefore() == null
        ? null
        : instruction.payBefore().atOffset(ZoneOffset.UTC);
  }

  private static Optional<PaymentInstruction> instruction(ResultSet row) throws SQLException {
    String place = row.getString("pay_place");
    OffsetDateTime before = row.getObject("pay_before", OffsetDateTime.class);
    return place == null
        ? Optional.empty()
        : Optional.of(
            new PaymentInstruction(
                place,
                row.getString("pay_biller"),
                row.getString("pay_code"),
                before == null ? null : before.toInstant()));
  }

  void insertFact(PaymentEvent.FactNoted noted, Instant now) {
    jdbc.sql(
            """
            insert into payment_fact (order_id, kind, key, transaction_id, amount, noted_at)
            values (:orderId, :kind, :key, :transactionId, :amount, :now)
            """)
        .param("orderId", noted.orderId().value())
        .param("kind", noted.kind().name())
        .param("key", noted.key())
        .param("transactionId", noted.transactionId())
        .param("amount", noted.amount().amount())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  private static PaymentAttempt attempt(ResultSet row) throws SQLException {
    return new PaymentAttempt(
        row.getString("gateway_order_id"),
        new OrderId(row.getString("order_id")),
        row.getInt("number"),
        State.valueOf(row.getString("state")),
        row.getLong("version"),
        row.getLong("opening_token"),
        row.getObject("opening_until", OffsetDateTime.class).toInstant(),
        row.getString("snap_token"),
        row.getString("redirect_url"));
  }
}
