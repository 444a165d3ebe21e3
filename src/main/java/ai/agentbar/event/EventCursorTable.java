package ai.agentbar.event;

import ai.agentbar.event.EventTable.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code event_cursor}: how far each subscriber has read. */
@Repository
class EventCursorTable {

  private final JdbcClient jdbc;

  EventCursorTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Locks a subscriber's cursor, or finds nothing while another node holds it. */
  Optional<Cursor> lock(String subscriber) {
    jdbc.sql("insert into event_cursor (subscriber) values (:subscriber) on conflict do nothing")
        .param("subscriber", subscriber)
        .update();
    return jdbc.sql(
            """
            select last_xid::text as last_xid, last_id, last_at
            from event_cursor
            where subscriber = :subscriber
            for update skip locked
            """)
        .param("subscriber", subscriber)
        .query((row, _) -> cursor(row))
        .optional();
  }

  Cursor find(String subscriber) {
    return jdbc.sql(
            """
            select last_xid::text as last_xid, last_id, last_at
            from event_cursor
            where subscriber = :subscriber
            """)
        .param("subscriber", subscriber)
        .query((row, _) -> cursor(row))
        .optional()
        .orElse(Cursor.START);
  }

  void move(String subscriber, Cursor cursor) {
    jdbc.sql(
            """
            update event_cursor
            set last_xid = :xid::xid8, last_id = :id, last_at = :at
            where subscriber = :subscriber
            """)
        .param("subscriber", subscriber)
        .param("xid", cursor.xid())
        .param("id", cursor.id())
        .param("at", cursor.at() == null ? null : cursor.at().atOffset(ZoneOffset.UTC))
        .update();
  }

  private static Cursor cursor(ResultSet row) throws SQLException {
    OffsetDateTime at = row.getObject("last_at", OffsetDateTime.class);
    return new Cursor(
        row.getString("last_xid"), row.getLong("last_id"), at == null ? null : at.toInstant());
  }
}
