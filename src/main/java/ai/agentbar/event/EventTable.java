package ai.agentbar.event;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The tables {@code event} and {@code event_cursor}. */
@Repository
class EventTable {

  /** How far a subscriber has read: the commit order's coordinates of the last event it folded. */
  record Cursor(String xid, long id) {}

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
  }

  /** Locks a subscriber's cursor, or finds nothing while another node holds it. */
  Optional<Cursor> lockCursor(String subscriber) {
    client
        .sql("insert into event_cursor (subscriber) values (:subscriber) on conflict do nothing")
        .param("subscriber", subscriber)
        .update();
    return client
        .sql(
            """
            select last_xid::text as last_xid, last_id
            from event_cursor
            where subscriber = :subscriber
            for update skip locked
            """)
        .param("subscriber", subscriber)
        .query((row, _) -> new Cursor(row.getString("last_xid"), row.getLong("last_id")))
        .optional();
  }

  /** An event with its place in the commit order. */
  record Placed(Cursor place, StoredEvent event) {}

  /**
   * Events behind the cursor in commit order, up to the oldest transaction that is still open: what
   * may still appear lies wholly above that line, so nothing can be skipped.
   */
  List<Placed> readAfter(Cursor cursor, int limit) {
    return client
        .sql(
            """
            select id, xid::text as place, occurred_at, level, component, event_type, event, order_id,
                   request_id, message, duration_ms, error_type, error_message, fields::text as fields
            from event
            where (xid, id) > (:xid::xid8, :id)
              and xid < pg_snapshot_xmin(pg_current_snapshot())
            order by event.xid, id
            limit :limit
            """)
        .param("xid", cursor.xid())
        .param("id", cursor.id())
        .param("limit", limit)
        .query(
            (row, _) ->
                new Placed(new Cursor(row.getString("place"), row.getLong("id")), storedEvent(row)))
        .list();
  }

  void moveCursor(String subscriber, Cursor cursor) {
    client
        .sql(
            """
            update event_cursor
            set last_xid = :xid::xid8, last_id = :id
            where subscriber = :subscriber
            """)
        .param("subscriber", subscriber)
        .param("xid", cursor.xid())
        .param("id", cursor.id())
        .update();
  }

  /** Events no subscriber of that name has folded yet, counted up to the limit. */
  long countAfterCursor(String subscriber, int limit) {
    return client
        .sql(
            """
            select count(*)
            from (select 1
                  from event e,
                       (select coalesce(max(last_xid::text::bigint), 0)::text::xid8 as xid,
                               coalesce(max(last_id), 0) as id
                        from event_cursor
                        where subscriber = :subscriber) c
                  where (e.xid, e.id) > (c.xid, c.id)
                  limit :limit) behind
            """)
        .param("subscriber", subscriber)
        .param("limit", limit)
        .query(Long.class)
        .single();
  }

  List<StoredEvent> ofOrder(String orderId, int limit) {
    return client
        .sql(
            """
            select id, occurred_at, level, component, event_type, event, order_id, request_id,
                   message, duration_ms, error_type, error_message, fields::text as fields
            from event
            where order_id = :orderId
            order by id
            limit :limit
            """)
        .param("orderId", orderId)
        .param("limit", limit)
        .query((row, _) -> storedEvent(row))
        .list();
  }

  private static StoredEvent storedEvent(ResultSet row) throws SQLException {
    String errorType = row.getString("error_type");
    return new StoredEvent(
        row.getLong("id"),
        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
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
