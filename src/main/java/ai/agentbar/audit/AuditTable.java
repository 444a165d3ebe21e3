package ai.agentbar.audit;

import ai.agentbar.audit.Chain.Head;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables {@code staff_audit} and {@code staff_audit_head}. */
@Repository
class AuditTable {

  /** The head, and the numbers of the oldest and the newest entry in the same snapshot. */
  record End(Head head, long oldest, long newest) {}

  /** A moment that no calendar holds is as wrong as the next one that does. */
  private static final String COLUMNS =
      """
      number, greatest('0001-01-01Z', least('9999-12-31Z', occurred_at)) as occurred_at, actor, event, subject, reason, message, request_id,
      encode(previous_hash, 'hex') as previous_hash, encode(hash, 'hex') as hash\
      """;

  private final JdbcClient jdbc;

  AuditTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Until the end of the transaction nobody else appends. */
  Head lockHead() {
    return jdbc.sql(
            """
            select number, encode(hash, 'hex') as hash
            from staff_audit_head
            for update
            """)
        .query((row, _) -> new Head(row.getLong("number"), row.getString("hash")))
        .single();
  }

  void append(ChainedEntry link) {
    AuditEntry entry = link.entry();
    jdbc.sql(
            """
            insert into staff_audit (number, occurred_at, actor, event, subject, reason, message,
                                     request_id, previous_hash, hash)
            values (:number, :at, :actor, :event, :subject, :reason, :message,
                    :requestId, decode(:previousHash, 'hex'), decode(:hash, 'hex'))
            """)
        .param("number", entry.number())
        .param("at", entry.at().atOffset(ZoneOffset.UTC))
        .param("actor", entry.actor())
        .param("event", entry.event())
        .param("subject", entry.subject())
        .param("reason", entry.reason())
        .param("message", entry.message())
        .param("requestId", entry.requestId())
        .param("previousHash", link.previousHash())
        .param("hash", link.hash())
        .update();
    jdbc.sql(
            """
            update staff_audit_head
            set number = :number,
                hash = decode(:hash, 'hex')
            """)
        .param("number", entry.number())
        .param("hash", link.hash())
        .update();
  }

  /** Empty where somebody took the head away. */
  Optional<End> end() {
    return jdbc.sql(
            """
            select number, encode(hash, 'hex') as hash,
                   (select coalesce(min(number), 1) from staff_audit) as oldest,
                   (select coalesce(max(number), 0) from staff_audit) as newest
            from staff_audit_head
            limit 1
            """)
        .query(
            (row, _) ->
                new End(
                    new Head(row.getLong("number"), row.getString("hash")),
                    row.getLong("oldest"),
                    row.getLong("newest")))
        .optional();
  }

  List<ChainedEntry> after(long number, int rowsMax) {
    return jdbc.sql(
            """
            select %s
            from staff_audit
            where number > :number
            order by number
            limit :max
            """
                .formatted(COLUMNS))
        .param("number", number)
        .param("max", rowsMax)
        .query((row, _) -> chained(row))
        .list();
  }

  List<ChainedEntry> find(AuditQuery query) {
    AuditFilter filter = query.filter();
    return jdbc.sql(
            """
            select %s
            from staff_audit
            where (cast(:actor as text) is null or actor = :actor)
              and (cast(:subject as text) is null or subject = :subject)
              and (cast(:event as text) is null or event = :event)
              and occurred_at >= cast(:from as timestamptz)
              and occurred_at < cast(:until as timestamptz)
              and number < :before
            order by number desc
            limit :max
            """
                .formatted(COLUMNS))
        .param("actor", filter.actor().orElse(null))
        .param("subject", filter.subject().orElse(null))
        .param("event", filter.event().orElse(null))
        .param("from", filter.from().map(Instant::toString).orElse("-infinity"))
        .param("until", filter.until().map(Instant::toString).orElse("infinity"))
        .param("before", query.before().orElse(Long.MAX_VALUE))
        .param("max", query.limit())
        .query((row, _) -> chained(row))
        .list();
  }

  private static ChainedEntry chained(ResultSet row) throws SQLException {
    return new ChainedEntry(entry(row), row.getString("previous_hash"), row.getString("hash"));
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getLong("number"),
        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
        row.getString("actor"),
        row.getString("event"),
        row.getString("subject"),
        row.getString("reason"),
        row.getString("message"),
        row.getString("request_id"));
  }
}
