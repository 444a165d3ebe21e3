package ai.agentbar.staff;

import ai.agentbar.kernel.Actor;
import ai.agentbar.kernel.Secret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code staff_key}. */
@Repository
class KeyTable {

  static final int KEYS_MAX = 500;

  private static final String COLUMNS =
      "name, key_prefix, rights, created_by, created_at, expires_at, revoked_at, last_used_at";

  private final JdbcClient jdbc;

  KeyTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * False where the name was used before; a revoked key keeps its name for the audit log's sake.
   */
  boolean insert(NewKey key, Secret secret, Actor createdBy, Instant now) {
    return jdbc.sql(
                """
                insert into staff_key (name, key_hash, key_prefix, rights, created_by, created_at,
                                       expires_at)
                values (:name, :hash, :prefix, :rights, :createdBy, :now, :expiresAt)
                on conflict (name) do nothing
                """)
            .param("name", key.name().text())
            .param("hash", RandomToken.hash(secret.reveal()))
            .param("prefix", ApiKeys.prefix(secret))
            .param(
                "rights",
                key.rights().stream().sorted().map(Right::name).collect(Collectors.joining(",")))
            .param("createdBy", createdBy.toString())
            .param("now", now.atOffset(ZoneOffset.UTC))
            .param("expiresAt", key.expiresAt().map(it -> it.atOffset(ZoneOffset.UTC)).orElse(null))
            .update()
        == 1;
  }

  List<ApiKey> all() {
    return jdbc.sql(
            """
            select %s
            from staff_key
            order by name
            limit :max
            """
                .formatted(COLUMNS))
        .param("max", KEYS_MAX)
        .query((row, _) -> key(row))
        .list();
  }

  Optional<ApiKey> find(KeyName name) {
    return jdbc.sql(
            """
            select %s
            from staff_key
            where name = :name
            """
                .formatted(COLUMNS))
        .param("name", name.text())
        .query((row, _) -> key(row))
        .optional();
  }

  Optional<ApiKey> findByHash(byte[] hash) {
    return jdbc.sql(
            """
            select %s
            from staff_key
            where key_hash = :hash
            """
                .formatted(COLUMNS))
        .param("hash", hash)
        .query((row, _) -> key(row))
        .optional();
  }

  boolean revoke(KeyName name, Instant now) {
    return jdbc.sql(
                """
                update staff_key
                set revoked_at = :now
                where name = :name
                  and revoked_at is null
                """)
            .param("now", now.atOffset(ZoneOffset.UTC))
            .param("name", name.text())
            .update()
        == 1;
  }

  void used(KeyName name, Instant now) {
    jdbc.sql(
            """
            update staff_key
            set last_used_at = :now
            where name = :name
              and (last_used_at is null or last_used_at < :now)
            """)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("name", name.text())
        .update();
  }

  private static ApiKey key(ResultSet row) throws SQLException {
    return new ApiKey(
        new KeyName(row.getString("name")),
        row.getString("key_prefix"),
        Arrays.stream(row.getString("rights").split(","))
            .map(Right::valueOf)
            .collect(Collectors.toSet()),
        Actor.parse(row.getString("created_by")),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        moment(row, "expires_at"),
        moment(row, "revoked_at"),
        moment(row, "last_used_at"));
  }

  private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
