package ai.agentbar.watch.delivery;

import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.playbook.ContactKind;
import ai.agentbar.watch.playbook.Wording;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes the table {@code alert_delivery}. */
@Repository
class DeliveryTable {

  private final JdbcClient jdbc;

  DeliveryTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Puts it on its way; false where it is there already. */
  boolean create(News news, Place place, String lane, Instant now, Instant dueAt) {
    return jdbc.sql(
                """
                insert into alert_delivery (firing_id, rule_id, fired_at, occasion, round, note_id,
                                            note_en, team, channel, contact, lane, state, created_at,
                                            due_at)
                values (:firing, :ruleId, :at, :occasion, :round, :noteId, :noteEn, :team, :channel,
                        :contact, :lane, 'WAITING', :now, :dueAt)
                on conflict (rule_id, fired_at, occasion, round, team, contact) do nothing
                """)
            .param("firing", news.firing().map(FiringId::number).orElse(null))
            .param("ruleId", news.ruleId())
            .param("at", news.at().atOffset(ZoneOffset.UTC))
            .param("occasion", news.occasion().name())
            .param("round", news.round())
            .param("noteId", news.note().indonesian())
            .param("noteEn", news.note().english())
            .param("team", place.team())
            .param("channel", place.kind().name())
            .param("contact", place.contact())
            .param("lane", lane)
            .param("now", now.atOffset(ZoneOffset.UTC))
            .param("dueAt", dueAt.atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  /** The probes have spoken: nothing more is waited for. */
  void dueNow(FiringId firing, Instant now) {
    jdbc.sql(
            """
            update alert_delivery
            set due_at = :now
            where firing_id = :firing
              and state = 'WAITING'
              and due_at > :now
            """)
        .param("firing", firing.number())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  /** Locks the deliveries of a firing until the transaction ends, so that its end misses none. */
  void lock(FiringId firing) {
    jdbc.sql("select id from alert_delivery where firing_id = :firing order by id for update")
        .param("firing", firing.number())
        .query(Long.class)
        .list();
  }

  /** Answers those that were open until then. */
  List<Long> sent(Collection<Long> ids, Instant now) {
    return jdbc.sql(
            """
            update alert_delivery
            set state = 'SENT',
                due_at = null,
                sent_at = :now,
                message = :message,
                attempts = attempts + 1,
                last_error = null
            where id in (:ids)
              and due_at is not null
            returning id
            """)
        .param("ids", ids)
        .param("message", ids.stream().min(Long::compare).orElseThrow())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query((row, _) -> row.getLong("id"))
        .list();
  }

  /** False where it is closed already. */
  boolean retry(long id, String error) {
    return jdbc.sql(
                """
                update alert_delivery
                set attempts = attempts + 1,
                    last_error = :error
                where id = :id
                  and due_at is not null
                """)
            .param("id", id)
            .param("error", error)
            .update()
        == 1;
  }

  /** False where it is closed already. */
  boolean fail(long id, String error) {
    return jdbc.sql(
                """
                update alert_delivery
                set state = 'FAILED',
                    due_at = null,
                    attempts = attempts + 1,
                    last_error = :error
                where id = :id
                  and due_at is not null
                """)
            .param("id", id)
            .param("error", error)
            .update()
        == 1;
  }

  /** False where it is closed already. */
  boolean cancel(long id, String reason) {
    return jdbc.sql(
                """
                update alert_delivery
                set state = 'CANCELLED',
                    due_at = null,
                    last_error = :reason
                where id = :id
                  and due_at is not null
                """)
            .param("id", id)
            .param("reason", reason)
            .update()
        == 1;
  }

  /** Too many already: they go into the message that may leave then. */
  List<Long> hold(Collection<Long> ids, Instant until) {
    return jdbc
        .sql(
            """
            update alert_delivery d
            set state = 'HELD',
                due_at = :until
            from (select id, state
                  from alert_delivery
                  where id in (:ids)
                    and due_at is not null) before
            where d.id = before.id
            returning case when before.state = 'HELD' then null else d.id end as newly
            """)
        .param("ids", ids)
        .param("until", until.atOffset(ZoneOffset.UTC))
        .query((row, _) -> Optional.ofNullable(row.getObject("newly", Long.class)))
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  void fellBack(long id) {
    jdbc.sql("update alert_delivery set fell_back = true where id = :id").param("id", id).update();
  }

  static Delivery delivery(ResultSet row) throws SQLException {
    return new Delivery(
        row.getLong("id"),
        new News(
            Optional.ofNullable(row.getObject("firing_id", Long.class)).map(FiringId::new),
            row.getString("rule_id"),
            row.getObject("fired_at", OffsetDateTime.class).toInstant(),
            Occasion.valueOf(row.getString("occasion")),
            row.getInt("round"),
            new Wording(row.getString("note_id"), row.getString("note_en"))),
        Place.parse(
            row.getString("team"),
            row.getString("contact"),
            ContactKind.valueOf(row.getString("channel"))),
        row.getInt("attempts"));
  }
}
