package ai.agentbar.job;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables {@code job_restart} and {@code job_restart_done}. */
@Repository
class RestartTable {

  private static final int WISHES_MAX = 20;
  private static final int INSTANCES_MAX = 500;

  /** That the loops of a role be started anew. */
  record Wish(long id, Role role) {}

  private final JdbcClient jdbc;

  RestartTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  long ask(Role role, Instant now) {
    return jdbc.sql(
            """
            insert into job_restart (role, asked_at)
            values (:role, :now)
            returning id
            """)
        .param("role", role.name())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query(Long.class)
        .single();
  }

  long newest() {
    return jdbc.sql(
            """
            select coalesce(max(id), 0)
            from job_restart
            """)
        .query(Long.class)
        .single();
  }

  List<Wish> after(long id) {
    return jdbc.sql(
            """
            select id, role
            from job_restart
            where id > :id
            order by id
            limit :limit
            """)
        .param("id", id)
        .param("limit", WISHES_MAX)
        .query((row, _) -> new Wish(row.getLong("id"), Role.valueOf(row.getString("role"))))
        .list();
  }

  void record(long wish, Restarts.Done done, Instant now) {
    jdbc.sql(
            """
            insert into job_restart_done (restart_id, instance, loops, hung, abandoned, done_at)
            values (:wish, :instance, :loops, :hung, :abandoned, :now)
            on conflict (restart_id, instance) do nothing
            """)
        .param("wish", wish)
        .param("instance", done.instance())
        .param("loops", done.loops())
        .param("hung", done.hung())
        .param("abandoned", done.abandoned())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  List<Restarts.Done> done(long wish) {
    return jdbc.sql(
            """
            select instance, loops, hung, abandoned
            from job_restart_done
            where restart_id = :wish
            order by instance
            limit :limit
            """)
        .param("wish", wish)
        .param("limit", INSTANCES_MAX)
        .query(
            (row, _) ->
                new Restarts.Done(
                    row.getString("instance"),
                    row.getInt("loops"),
                    row.getString("hung"),
                    row.getString("abandoned")))
        .list();
  }
}
