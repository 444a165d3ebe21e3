package ai.agentbar.job;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code job_heartbeat}. */
@Repository
class HeartbeatTable {

  private final JdbcClient jdbc;

  HeartbeatTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void beat(String instance, Role role, String stalled, Instant at) {
    jdbc.sql(
            """
            insert into job_heartbeat (instance, role, beat_at, stalled)
            values (:instance, :role, :at, :stalled)
            on conflict (instance, role) do update
            set beat_at = excluded.beat_at,
                stalled = excluded.stalled,
                ended_at = null
            """)
        .param("instance", instance)
        .param("role", role.name())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .param("stalled", stalled)
        .update();
  }

  /** That instance lives no more; false where that is known already. */
  boolean end(String instance, Instant at) {
    return jdbc.sql(
                """
                update job_heartbeat
                set ended_at = :at
                where instance = :instance
                  and ended_at is null
                """)
            .param("instance", instance)
            .param("at", at.atOffset(ZoneOffset.UTC))
            .update()
        > 0;
  }

  /**
   * The newest sign of life of every role of every instance that neither ended nor is forgotten.
   */
  List<LifeSigns.Sign> all(int limit) {
    return jdbc.sql(
            """
            select instance, role, beat_at, stalled
            from job_heartbeat
            where ended_at is null
            order by instance, role
            limit :limit
            """)
        .param("limit", limit)
        .query(
            (row, _) ->
                new LifeSigns.Sign(
                    row.getString("instance"),
                    Role.valueOf(row.getString("role")),
                    row.getObject("beat_at", OffsetDateTime.class).toInstant(),
                    row.getString("stalled")))
        .list();
  }

  int forgetSilentSince(Instant moment, int limit) {
    return jdbc.sql(
            """
            delete from job_heartbeat
            where (instance, role) in (select instance, role
                                       from job_heartbeat
                                       where beat_at < :moment
                                       order by beat_at
                                       limit :limit)
            """)
        .param("moment", moment.atOffset(ZoneOffset.UTC))
        .param("limit", limit)
        .update();
  }
}
