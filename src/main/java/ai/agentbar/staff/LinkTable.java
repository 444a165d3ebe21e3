package ai.agentbar.staff;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code staff_link}. */
@Repository
class LinkTable {

  private final JdbcClient jdbc;

  LinkTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** In place of the one that was made before. */
  void replaceFirst(byte[] hash, Instant expiresAt) {
    jdbc.sql(
            """
            delete from staff_link
            where kind = 'FIRST'
            """)
        .update();
    jdbc.sql(
            """
            insert into staff_link (token_hash, kind, expires_at)
            values (:hash, 'FIRST', :expiresAt)
            """)
        .param("hash", hash)
        .param("expiresAt", expiresAt.atOffset(ZoneOffset.UTC))
        .update();
  }

  /** In place of the one that person had before. */
  void replace(LoginName login, byte[] hash, Instant expiresAt) {
    deleteOf(login);
    jdbc.sql(
            """
            insert into staff_link (token_hash, kind, login, expires_at)
            values (:hash, 'PASSWORD', :login, :expiresAt)
            """)
        .param("hash", hash)
        .param("login", login.text())
        .param("expiresAt", expiresAt.atOffset(ZoneOffset.UTC))
        .update();
  }

  void deleteOf(LoginName login) {
    jdbc.sql(
            """
            delete from staff_link
            where login = :login
            """)
        .param("login", login.text())
        .update();
  }

  boolean isFirst(byte[] hash, Instant now) {
    return jdbc.sql(
            """
            select exists (select 1
                           from staff_link
                           where token_hash = :hash
                             and kind = 'FIRST'
                             and expires_at > :now)
            """)
        .param("hash", hash)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query(Boolean.class)
        .single();
  }

  /** Of a person who is active. */
  Optional<LoginName> find(byte[] hash, Instant now) {
    return jdbc.sql(
            """
            select link.login
            from staff_link as link
            join staff_person as person on person.login = link.login
            where token_hash = :hash
              and expires_at > :now
              and person.active
            """)
        .param("hash", hash)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query((row, _) -> new LoginName(row.getString("login")))
        .optional();
  }

  /** Whoever deletes it used it; true for one only. */
  boolean use(byte[] hash) {
    return jdbc.sql(
                """
                delete from staff_link
                where token_hash = :hash
                """)
            .param("hash", hash)
            .update()
        == 1;
  }
}
