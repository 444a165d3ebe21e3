package ai.agentbar.staff;

import ai.agentbar.staff.Sessions.Standing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code staff_session}. */
@Repository
class SessionTable {

  static final int OF_ONE_MAX = 100;

  record Row(Person person, Instant seenAt) {}

  private final JdbcClient jdbc;

  SessionTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(byte[] hash, LoginName login, Instant now, Instant endsAt) {
    jdbc.sql(
            """
            insert into staff_session (token_hash, login, begun_at, seen_at, ends_at)
            values (:hash, :login, :now, :now, :endsAt)
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
        .query((row, _) -> new Row(PersonTable.person(row), moment(row, "seen_at")))
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

  /** Those of a person that last, the one used last first. */
  List<Standing> of(LoginName login, byte[] asking, Instant seenAfter, Instant now) {
    return jdbc.sql(
            """
            select begun_at, seen_at, ends_at, token_hash = :asking as current
            from staff_session
            where login = :login
              and seen_at > :seenAfter
              and ends_at > :now
            order by seen_at desc, begun_at desc
            limit :max
            """)
        .param("login", login.text())
        .param("asking", asking)
        .param("seenAfter", seenAfter.atOffset(ZoneOffset.UTC))
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("max", OF_ONE_MAX)
        .query(
            (row, _) ->
                new Standing(
                    moment(row, "begun_at"),
                    moment(row, "seen_at"),
                    moment(row, "ends_at"),
                    row.getBoolean("current")))
        .list();
  }

  /** How many there were. */
  int deleteOf(LoginName login) {
    return jdbc.sql(
            """
            delete from staff_session
            where login = :login
            """)
        .param("login", login.text())
        .update();
  }

  /** How many others there were. */
  int deleteOthers(LoginName login, byte[] hash) {
    return jdbc.sql(
            """
            delete from staff_session
            where login = :login
              and token_hash <> :hash
            """)
        .param("login", login.text())
        .param("hash", hash)
        .update();
  }

  private static Instant moment(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
