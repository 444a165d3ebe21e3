package ai.agentbar.payment.inbox;

import ai.agentbar.database.Day;
import ai.agentbar.event.Masking;
import ai.agentbar.payment.NotificationArchive.Entry;
import ai.agentbar.payment.NotificationArchive.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The reading side of {@code payment_inbox} and {@code payment_inbox_rejected}. A statement names
 * its day in its text, so that PostgreSQL opens no other.
 */
@Repository
class ArchiveTable {

  /** A page of rows, newest first. */
  record Page(long beforeId, int limit) {}

  /** A notification with its body. */
  record Row(Entry entry, RawBody body) {}

  private static final int OF_ATTEMPTS_MAX = 200;

  private static final String COLUMNS =
      "id, received_at, gateway_order_id, state, reason, closed_at, attempts, last_error";

  private static final String REJECTED =
      """
      id, received_at, '' as gateway_order_id, 'REJECTED' as state, reason,
             received_at as closed_at, 0 as attempts, null as last_error\
      """;

  private final JdbcClient jdbc;

  ArchiveTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  long countOpen(State state, int limit) {
    return jdbc.sql(
            """
            select count(*)
            from (select 1
                  from payment_inbox_open
                  where state = :state
                  limit :limit) those
            """)
        .param("state", state.name())
        .param("limit", limit)
        .query(Long.class)
        .single();
  }

  long countRejectedSince(Instant since, int limit) {
    return jdbc.sql(
            """
            select count(*)
            from (select 1
                  from payment_inbox_rejected
                  where received_at > :since
                  limit :limit) those
            """)
        .param("since", since.atOffset(ZoneOffset.UTC))
        .param("limit", limit)
        .query(Long.class)
        .single();
  }

  List<Entry> ofDay(Day day, Optional<State> state, Page page) {
    return jdbc.sql(
            """
            select %s
            from payment_inbox
            where received_at >= %s
              and received_at < %s
              and (:state::text is null or state = :state)
              and id < :beforeId
            order by id desc
            limit :limit
            """
                .formatted(COLUMNS, day.startInSql(), day.plus(1).startInSql()))
        .param("state", state.map(State::name).orElse(null))
        .param("beforeId", page.beforeId())
        .param("limit", page.limit())
        .query((row, _) -> entry(row))
        .list();
  }

  List<Entry> open(State state, Page page) {
    return jdbc.sql(
            """
            select %s
            from payment_inbox_open
            where state = :state
              and id < :beforeId
            order by id desc
            limit :limit
            """
                .formatted(COLUMNS))
        .param("state", state.name())
        .param("beforeId", page.beforeId())
        .param("limit", page.limit())
        .query((row, _) -> entry(row))
        .list();
  }

  List<Entry> rejected(Day day, Page page) {
    return jdbc.sql(
            """
            select %s
            from payment_inbox_rejected
            where received_at >= %s
              and received_at < %s
              and id < :beforeId
            order by id desc
            limit :limit
            """
                .formatted(REJECTED, day.startInSql(), day.plus(1).startInSql()))
        .param("beforeId", page.beforeId())
        .param("limit", page.limit())
        .query((row, _) -> entry(row))
        .list();
  }

  Optional<Row> find(Day day, long id) {
    return jdbc.sql(
            """
            select %s, body
            from payment_inbox
            where id = :id
              and received_at >= %s
              and received_at < %s
            limit 1
            """
                .formatted(COLUMNS, day.startInSql(), day.plus(1).startInSql()))
        .param("id", id)
        .query((row, _) -> row(row))
        .optional();
  }

  Optional<Row> findRejected(long id) {
    return jdbc.sql(
            """
            select %s, body
            from payment_inbox_rejected
            where id = :id
            """
                .formatted(REJECTED))
        .param("id", id)
        .query((row, _) -> row(row))
        .optional();
  }

  List<Row> ofAttempts(Collection<String> gatewayOrderIds, Day day) {
    return jdbc.sql(
            """
            select %s, body
            from payment_inbox
            where gateway_order_id = any (:ids)
              and received_at >= %s
              and received_at < %s
            order by id
            limit :limit
            """
                .formatted(COLUMNS, day.startInSql(), day.plus(1).startInSql()))
        .param("ids", gatewayOrderIds.toArray(String[]::new))
        .param("limit", OF_ATTEMPTS_MAX)
        .query((row, _) -> row(row))
        .list();
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(entry(row), new RawBody(row.getBytes("body")));
  }

  private static Entry entry(ResultSet row) throws SQLException {
    OffsetDateTime closedAt = row.getObject("closed_at", OffsetDateTime.class);
    return new Entry(
        row.getLong("id"),
        row.getObject("received_at", OffsetDateTime.class).toInstant(),
        State.valueOf(row.getString("state")),
        row.getString("gateway_order_id"),
        Optional.ofNullable(GatewayOrderIds.orderIn(row.getString("gateway_order_id"))),
        text(row.getString("reason")),
        Optional.ofNullable(closedAt).map(OffsetDateTime::toInstant),
        row.getInt("attempts"),
        Masking.mask(text(row.getString("last_error"))));
  }

  private static String text(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }
}
