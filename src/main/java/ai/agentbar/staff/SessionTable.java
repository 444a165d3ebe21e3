package ai.agentbar.staff;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code staff_session}. */
@Repository
class SessionTable {

  record Row(Person person, Instant seenAt) {}

  private final JdbcClient jdbc;

  SessionTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(byte[] hash, LoginName login, Instant now, Instant endsAt) {
    jdbc.sql(
            """
            insert into staff_session (token_hash, login, seen_at, ends_at)
            values (:hash, :login, :now, :endsAt)
            """)
        .param("hash", hash)
        .param("login", login.text())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("endsAt", endsAt.atOffset(ZoneOffset.UTC))
        .update();
  }

  /** With its person, who is active. */
  Optional<Row> find(byte[] hash, Instant seenAfter, Instant now) {
    return jdbc.sql(
            """
            select session.seen_at, %s
            from staff_session as session
            join staff_person as person on person.login = session.login
            where session.token_hash = :hash
              and session.seen_at > :seenAfter
              and session.ends_at > :now
              and person.active
            """
                .formatted(PersonTable.COLUMNS))
        .param("hash", hash)
        .param("seenAfter", seenAfter.atOffset(ZoneOffset.UTC))
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query(
            (row, _) ->
                new Row(
                    PersonTable.person(row),
                    row.getObject("seen_at", OffsetDateTime.class).toInstant()))
        .optional();
  }

  void seen(byte[] hash, Instant now) {
    jdbc.sql(
            """
            update staff_session
            set seen_at = :now
            where token_hash = :hash
              and seen_at < :now
            """)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("hash", hash)
        .update();
  }

  /** Whose it was. */
  Optional<LoginName> delete(byte[] hash) {
    return jdbc.sql(
            """
            delete from staff_session
            where token_hash = :hash
            returning login
            """)
        .param("hash", hash)
        .query((row, _) -> new LoginName(row.getString("login")))
        .optional();
  }

  void deleteOf(LoginName login) {
    jdbc.sql(
            """
            delete from staff_session
            where login = :login
            """)
        .param("login", login.text())
        .update();
  }
}
