package ai.agentbar.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code job_heartbeat}. */
@Repository
class HeartbeatTable {

  /** The last beat of one role of one process. */
  record Beat(String instance, Role role, Instant beatAt, List<String> stalled) {}

  private static final int SHOWN_MAX = 400;

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
                stalled = excluded.stalled
            """)
        .param("instance", instance)
        .param("role", role.name())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .param("stalled", stalled)
        .update();
  }

  /** The newest first where there are more than {@link #SHOWN_MAX}; by their names. */
  List<Beat> all() {
    return jdbc
        .sql(
            """
            select instance, role, beat_at, stalled
            from job_heartbeat
            order by beat_at desc
            limit :limit
            """)
        .param("limit", SHOWN_MAX)
        .query((row, _) -> beat(row))
        .list()
        .stream()
        .sorted(Comparator.comparing(Beat::instance).thenComparing(Beat::role))
        .toList();
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

  private static Beat beat(ResultSet row) throws SQLException {
    String stalled = row.getString("stalled");
    return new Beat(
        row.getString("instance"),
        Role.valueOf(row.getString("role")),
        row.getObject("beat_at", OffsetDateTime.class).toInstant(),
        stalled.isEmpty() ? List.of() : List.of(stalled.split(", ")));
  }
}
