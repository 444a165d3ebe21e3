package ai.agentbar.payment.reconciliation;

import ai.agentbar.job.Lease;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.payment.InquiryPlans;
import ai.agentbar.payment.reconciliation.Schedule.OpenPayment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The table {@code payment_reconciliation}: what is known of each order and when it is asked about.
 * Its rows obey the rules of {@link ai.agentbar.job.RowQueue}; beside them, {@code planned_at}
 * tells a row that waits from one that somebody is at work on, so that a wish to ask sooner takes
 * no row away.
 *
 * <p>Whoever locks the order too locks it first. {@link ClaimTable} takes the rows.
 */
@Repository
class ReconciliationTable {

  private static final int ERROR_LENGTH_MAX = 2_000;

  private final JdbcClient jdbc;

  ReconciliationTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A row as it stands. */
  record State(
      OpenPayment payment, @Nullable String provider, boolean moreWays, @Nullable Instant endedAt) {

    /** Until when it may be paid a second time by another way; null where there is none. */
    @Nullable Instant payableAgainUntil() {
      return moreWays ? payment.payBy() : null;
    }
  }

  void insert(OrderId orderId, OpenPayment payment, Plan plan) {
    jdbc.sql(
            """
            insert into payment_reconciliation (order_id, opened_at, pay_by, planned_at, quick_at,
                                                due_at)
            values (:orderId, :openedAt, :payBy, :dueAt, :quickAt, :dueAt)
            """)
        .param("orderId", orderId.value())
        .param("openedAt", utc(payment.openedAt()))
        .param("payBy", utc(payment.payBy()))
        .param("dueAt", utc(plan.dueAt()))
        .param("quickAt", utc(plan.quickAt()))
        .update();
  }

  Optional<State> find(OrderId orderId) {
    return jdbc.sql(
            """
            select opened_at, method, provider, more_ways, pay_by, ended_at, asked_at
            from payment_reconciliation
            where order_id = :orderId
            """)
        .param("orderId", orderId.value())
        .query((row, _) -> state(row))
        .optional();
  }

  Optional<InquiryPlans.InquiryPlan> plan(OrderId orderId) {
    return jdbc.sql(
            """
            select asked_at, due_at, failures, last_error
            from payment_reconciliation
            where order_id = :orderId
            """)
        .param("orderId", orderId.value())
        .query((row, _) -> plan(row))
        .optional();
  }

  /** A method was chosen; the plan holds where nobody is asking at this moment. */
  void chosen(OrderId orderId, OpenPayment payment, @Nullable String provider, Plan plan) {
    jdbc.sql(
            """
            update payment_reconciliation
            set more_ways = more_ways or method is not null,
                method = :method,
                provider = :provider,
                opened_at = :openedAt,
                due_at = case when due_at = planned_at then :dueAt::timestamptz else due_at end,
                planned_at = case when due_at = planned_at then :dueAt::timestamptz
                                  else planned_at end,
                quick_at = :quickAt::timestamptz
            where order_id = :orderId
            """)
        .param("method", payment.method())
        .param("provider", provider)
        .param("openedAt", utc(payment.openedAt()))
        .param("dueAt", utc(plan.dueAt()))
        .param("quickAt", utc(plan.quickAt()))
        .param("orderId", orderId.value())
        .update();
  }

  /** A page was opened beside one that may still be paid. */
  void anotherPage(OrderId orderId) {
    jdbc.sql(
            """
            update payment_reconciliation
            set more_ways = true
            where order_id = :orderId
            """)
        .param("orderId", orderId.value())
        .update();
  }

  /**
   * The method by which an order is paid; its end, which follows, is planned by it.
   *
   * @param isNew nothing was heard of it before
   */
  void paidBy(OrderId orderId, String method, @Nullable String provider, boolean isNew) {
    jdbc.sql(
            """
            update payment_reconciliation
            set more_ways = more_ways or (:isNew and method is not null),
                method = :method,
                provider = :provider
            where order_id = :orderId
            """)
        .param("method", method)
        .param("provider", provider)
        .param("isNew", isNew)
        .param("orderId", orderId.value())
        .update();
  }

  /** A method was chosen after the end; the plan holds where nobody is asking at this moment. */
  void chosenLate(OrderId orderId, String method, @Nullable String provider, Plan plan) {
    paidBy(orderId, method, provider, true);
    jdbc.sql(
            """
            update payment_reconciliation
            set due_at = :dueAt::timestamptz,
                planned_at = :dueAt::timestamptz,
                quick_at = :quickAt::timestamptz
            where order_id = :orderId
              and due_at is not distinct from planned_at
            """)
        .param("dueAt", utc(plan.dueAt()))
        .param("quickAt", utc(plan.quickAt()))
        .param("orderId", orderId.value())
        .update();
  }

  /** The order has ended; the plan holds where nobody is asking at this moment. */
  void ended(OrderId orderId, Instant now, Plan plan) {
    jdbc.sql(
            """
            update payment_reconciliation
            set ended_at = :now,
                ending = false,
                due_at = case when due_at is not distinct from planned_at
                              then :dueAt::timestamptz else due_at end,
                planned_at = case when due_at is not distinct from planned_at
                                  then :dueAt::timestamptz else planned_at end,
                quick_at = :quickAt::timestamptz
            where order_id = :orderId
            """)
        .param("now", utc(now))
        .param("dueAt", utc(plan.dueAt()))
        .param("quickAt", utc(plan.quickAt()))
        .param("orderId", orderId.value())
        .update();
  }

  /** Something says that the order cannot be paid any more: it is asked about out of turn. */
  void ending(OrderId orderId, Instant now) {
    jdbc.sql(
            """
            update payment_reconciliation
            set ending = true,
                due_at = case when due_at = planned_at then :now else due_at end,
                planned_at = case when due_at = planned_at then :now else planned_at end
            where order_id = :orderId
              and ended_at is null
              and due_at is not null
            """)
        .param("now", utc(now))
        .param("orderId", orderId.value())
        .update();
  }

  /** Since when the oldest payment that is open has been so. */
  Optional<Instant> oldestOpenedAt() {
    return jdbc.sql(
            """
            select opened_at
            from payment_reconciliation
            where ended_at is null
            order by id
            limit 1
            """)
        .query((row, _) -> row.getObject("opened_at", OffsetDateTime.class).toInstant())
        .optional();
  }

  /** Lengthens the lease; false where another owner has the row by now. */
  boolean extend(Lease lease, Instant leaseUntil) {
    return isStillOwners(
        lease,
        jdbc.sql(
                """
                update payment_reconciliation
                set due_at = :leaseUntil
                where id = :id
                  and lease_token = :token
                  and due_at is not null
                """)
            .param("leaseUntil", utc(leaseUntil)));
  }

  /** The order was asked about; false where another owner has the row by now. */
  boolean asked(Lease lease, Instant now, Plan plan, boolean ending) {
    return isStillOwners(
        lease,
        jdbc.sql(
                """
                update payment_reconciliation
                set due_at = :dueAt::timestamptz,
                    planned_at = :dueAt::timestamptz,
                    quick_at = :quickAt::timestamptz,
                    asked_at = :now,
                    failures = 0,
                    ending = :ending,
                    last_error = null
                where id = :id
                  and lease_token = :token
                  and due_at is not null
                """)
            .param("dueAt", utc(plan.dueAt()))
            .param("quickAt", utc(plan.quickAt()))
            .param("now", utc(now))
            .param("ending", ending));
  }

  /** Midtrans gave no answer; false where another owner has the row by now. */
  boolean failed(Lease lease, Instant nextTry, String error) {
    String storable = error.replace('\u0000', '\uFFFD');
    return isStillOwners(
        lease,
        jdbc.sql(
                """
                update payment_reconciliation
                set due_at = :nextTry,
                    planned_at = :nextTry,
                    quick_at = :nextTry,
                    failures = failures + 1,
                    last_error = :error
                where id = :id
                  and lease_token = :token
                  and due_at is not null
                """)
            .param("nextTry", utc(nextTry))
            .param("error", storable.substring(0, Math.min(storable.length(), ERROR_LENGTH_MAX))));
  }

  private static boolean isStillOwners(Lease lease, JdbcClient.StatementSpec update) {
    return update.param("id", lease.rowId()).param("token", lease.token()).update() == 1;
  }

  private static State state(ResultSet row) throws SQLException {
    return new State(
        new OpenPayment(
            row.getString("method"),
            instant(row, "opened_at"),
            instantOrNull(row, "asked_at"),
            instant(row, "pay_by")),
        row.getString("provider"),
        row.getBoolean("more_ways"),
        instantOrNull(row, "ended_at"));
  }

  private static InquiryPlans.InquiryPlan plan(ResultSet row) throws SQLException {
    return new InquiryPlans.InquiryPlan(
        Optional.ofNullable(instantOrNull(row, "asked_at")),
        Optional.ofNullable(instantOrNull(row, "due_at")),
        row.getInt("failures"),
        Optional.ofNullable(row.getString("last_error")));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
    return moment == null ? null : moment.toInstant();
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant moment) {
    return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
  }
}
