package ai.agentbar.event;

import ai.agentbar.database.Day;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tables {@code event} and {@code event_order_late}.
 *
 * <p>{@code event} is cut by the day, and a statement must cost the same whether it has thirty days
 * or a thousand: each that reads it names the days it needs in its text.
 */
@Repository
class EventTable {

  /**
   * A place in the commit order: up to there a subscriber has read. The last event it folded, and
   * when that happened.
   *
   * @param at null before the first
   */
  record Cursor(String xid, long id, @Nullable Instant at) {

    static final Cursor START = new Cursor("0", 0, null);
  }

  /** How many days outside an order's usual ones its story is looked for in. */
  private static final int LATE_DAYS_MAX = 100;

  private static final String NO_BOUND = "'-infinity'";
  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

  private final JdbcTemplate jdbc;
  private final JdbcClient client;

  EventTable(JdbcTemplate jdbc, JdbcClient client) {
    this.jdbc = jdbc;
    this.client = client;
  }

  void insert(List<LogLine> lines) {
    jdbc.batchUpdate(
        """
        insert into event (occurred_at, level, component, event_type, event, order_id, request_id,
                           message, duration_ms, error_type, error_message, fields)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
        """,
        lines,
        lines.size(),
        (row, line) -> {
          row.setObject(1, line.timestamp().atOffset(ZoneOffset.UTC));
          row.setString(2, line.level().name());
          row.setString(3, line.componentName());
          row.setString(4, line.type().name());
          row.setString(5, line.name());
          row.setString(6, line.orderId());
          row.setString(7, line.origin().requestId());
          row.setString(8, line.message());
          row.setObject(9, line.durationMs());
          row.setString(10, line.failure() == null ? null : line.failure().type());
          row.setString(11, line.failure() == null ? null : line.failure().message());
          row.setString(12, line.fieldsAsJson());
        });
    insertLate(lines.stream().filter(EventTable::isLate).toList());
  }

  private static boolean isLate(LogLine line) {
    return line.orderId() != null && OrderDays.isLate(line.orderId(), line.timestamp());
  }

  private void insertLate(List<LogLine> lines) {
    if (lines.isEmpty()) {
      return;
    }
    jdbc.batchUpdate(
        "insert into event_order_late (order_id, occurred_at) values (?, ?)",
        lines,
        lines.size(),
        (row, line) -> {
          row.setString(1, line.orderId());
          row.setObject(2, line.timestamp().atOffset(ZoneOffset.UTC));
        });
  }

  /** An event with its place in the commit order. */
  record Placed(Cursor place, StoredEvent event) {}

  /**
   * Events behind the cursor in commit order, up to the oldest transaction that is still open: what
   * may still appear lies wholly above that line, so nothing can be skipped.
   *
   * @param from the first day that may hold such an event; none means all
   */
  List<Placed> readAfter(Cursor cursor, @Nullable Day from, int limit) {
    mergeDays();
    return client
        .sql(
            """
            select id, xid::text as place, occurred_at, level, component, event_type, event, order_id,
                   request_id, message, duration_ms, error_type, error_message, fields::text as fields
            from event
            where (xid, id) > (:xid::xid8, :id)
              and xid < pg_snapshot_xmin(pg_current_snapshot())
              and occurred_at >= %s
            order by event.xid, id
            limit :limit
            """
                .formatted(bound(from)))
        .param("xid", cursor.xid())
        .param("id", cursor.id())
        .param("limit", limit)
        .query(
            (row, _) ->
                new Placed(
                    new Cursor(
                        row.getString("place"), row.getLong("id"), moment(row, "occurred_at")),
                    storedEvent(row)))
        .list();
  }

  /**
   * Until the transaction ends, days are merged along their indexes. PostgreSQL knows little of the
   * newest rows, takes them for few, and would sort the whole backlog for each batch of it.
   */
  private void mergeDays() {
    client.sql("select set_config('enable_sort', 'off', true)").query(String.class).single();
  }

  /** Events behind the cursor, committed or not yet readable, counted up to the limit. */
  long countAfter(Cursor cursor, @Nullable Day from, int limit) {
    return client
        .sql(
            """
            select count(*)
            from (select 1
                  from event
                  where (xid, id) > (:xid::xid8, :id)
                    and occurred_at >= %s
                  limit :limit) behind
            """
                .formatted(bound(from)))
        .param("xid", cursor.xid())
        .param("id", cursor.id())
        .param("limit", limit)
        .query(Long.class)
        .single();
  }

  /** Events behind one cursor, up to another one, counted up to the limit. */
  long countBetween(Cursor from, Cursor to, @Nullable Day firstDay, int limit) {
    return client
        .sql(
            """
            select count(*)
            from (select 1
                  from event
                  where (xid, id) > (:fromXid::xid8, :fromId)
                    and (xid, id) <= (:toXid::xid8, :toId)
                    and occurred_at >= %s
                  limit :limit) between_them
            """
                .formatted(bound(firstDay)))
        .param("fromXid", from.xid())
        .param("fromId", from.id())
        .param("toXid", to.xid())
        .param("toId", to.id())
        .param("limit", limit)
        .query(Long.class)
        .single();
  }

  /** Whether a day holds an event that some subscriber has not folded. */
  boolean isUnread(Day day) {
    return client
        .sql(
            """
            select exists (select 1
                           from event_cursor c
                           where exists (select 1
                                         from event e
                                         where (e.xid, e.id) > (c.last_xid, c.last_id)
                                           and e.occurred_at >= %s
                                           and e.occurred_at < %s))
            """
                .formatted(day.startInSql(), day.plus(1).startInSql()))
        .query(Boolean.class)
        .single();
  }

  /** The days outside an order's usual ones on which something happened to it, oldest first. */
  List<Day> lateDays(String orderId) {
    return client
        .sql(
            """
            select distinct (occurred_at at time zone 'Asia/Jakarta')::date as day
            from event_order_late
            where order_id = :orderId
            order by day
            limit :limit
            """)
        .param("orderId", orderId)
        .param("limit", LATE_DAYS_MAX)
        .query((row, _) -> new Day(row.getObject("day", LocalDate.class)))
        .list();
  }

  List<StoredEvent> ofOrder(String orderId, Day from, Day to, int limit) {
    return client
        .sql(
            """
            select id, occurred_at, level, component, event_type, event, order_id, request_id,
                   message, duration_ms, error_type, error_message, fields::text as fields
            from event
            where order_id = :orderId
              and order_id is not null
              and occurred_at >= %s
              and occurred_at < %s
            order by id
            limit :limit
            """
                .formatted(from.startInSql(), to.startInSql()))
        .param("orderId", orderId)
        .param("limit", limit)
        .query((row, _) -> storedEvent(row))
        .list();
  }

  private static String bound(@Nullable Day from) {
    return from == null ? NO_BOUND : from.startInSql();
  }

  private static Instant moment(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static StoredEvent storedEvent(ResultSet row) throws SQLException {
    String errorType = row.getString("error_type");
    return new StoredEvent(
        row.getLong("id"),
        moment(row, "occurred_at"),
        row.getString("level"),
        row.getString("component"),
        row.getString("event_type"),
        row.getString("event"),
        row.getString("order_id"),
        row.getString("request_id"),
        row.getString("message"),
        nullableLong(row, "duration_ms"),
        errorType == null ? null : new Event.Failure(errorType, row.getString("error_message")),
        JSON.readValue(row.getString("fields"), FIELDS));
  }

  private static @Nullable Long nullableLong(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }
}
