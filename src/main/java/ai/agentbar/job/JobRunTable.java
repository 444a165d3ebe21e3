package ai.agentbar.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code job_run}, and when the scheduler means to start what. */
@Repository
class JobRunTable {

  private static final int JOBS_MAX = 100;

  private final JdbcClient jdbc;

  JobRunTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Opens a run, or nothing where one of that job is open already. */
  Optional<Long> open(String job, String instance, JobTrigger trigger, Duration limit, Instant at) {
    return jdbc.sql(
            """
            insert into job_run (job, instance, trigger, started_at, limit_ms, alive_at)
            values (:job, :instance, :trigger, :at, :limitMs, :at)
            on conflict (job) where ended_at is null do nothing
            returning id
            """)
        .param("job", job)
        .param("instance", instance)
        .param("trigger", trigger.name())
        .param("at", utc(at))
        .param("limitMs", limit.toMillis())
        .query(Long.class)
        .optional();
  }

  Optional<JobRun> findOpen(String job) {
    return jdbc.sql(
            """
            select id, job, instance, trigger, started_at, limit_ms, ended_at, result, rows, error
            from job_run
            where job = :job
              and ended_at is null
            order by id
            limit 1
            """)
        .param("job", job)
        .query((row, _) -> run(row))
        .optional();
  }

  /** Moves the sign of life of runs that are still open. */
  void keepAlive(Collection<Long> ids, Instant at) {
    jdbc.sql(
            """
            update job_run
            set alive_at = :at
            where id = any (:ids::bigint[])
              and ended_at is null
            """)
        .param("at", utc(at))
        .param("ids", ids.toArray(Long[]::new))
        .update();
  }

  /** Notes that an open run is over its limit; false where that is noted already. */
  boolean noteOverLimit(long id, Instant at) {
    return jdbc.sql(
                """
                update job_run
                set over_limit_at = :at
                where id = :id
                  and over_limit_at is null
                  and ended_at is null
                """)
            .param("at", utc(at))
            .param("id", id)
            .update()
        == 1;
  }

  /** Closes an open run; false where somebody else closed it meanwhile. */
  boolean close(long id, Instant at, JobResult result, long rows, @Nullable String error) {
    return jdbc.sql(
                """
                update job_run
                set ended_at = :at,
                    result = :result,
                    rows = :rows,
                    error = :error
                where id = :id
                  and ended_at is null
                """)
            .param("at", utc(at))
            .param("result", result.name())
            .param("rows", rows)
            .param("error", error)
            .param("id", id)
            .update()
        == 1;
  }

  /**
   * Closes open runs without a sign of life since then: of one job, or of all. What another node is
   * closing is skipped.
   */
  List<JobRun> abandon(@Nullable String job, Instant silentSince, Instant at, int limit) {
    return jdbc.sql(
            """
            update job_run
            set ended_at = :at,
                result = 'ABANDONED',
                error = 'no sign of life since ' || alive_at
            where id = any (array(select id
                                  from job_run
                                  where ended_at is null
                                    and alive_at < :silentSince
                                    and (:job::text is null or job = :job)
                                  order by id
                                  limit :limit
                                  for update skip locked))
            returning id, job, instance, trigger, started_at, limit_ms, ended_at, result, rows, error
            """)
        .param("job", job)
        .param("silentSince", utc(silentSince))
        .param("at", utc(at))
        .param("limit", limit)
        .query((row, _) -> run(row))
        .list();
  }

  int deleteStartedBefore(Instant moment, int limit) {
    return jdbc.sql(
            """
            delete from job_run
            where id = any (array(select id
                                  from job_run
                                  where started_at < :moment
                                    and ended_at is not null
                                  order by started_at
                                  limit :limit))
            """)
        .param("moment", utc(moment))
        .param("limit", limit)
        .update();
  }

  /** The newest run of each job that ever ran. */
  Map<String, JobRun> lastRuns(Collection<String> jobs) {
    Map<String, JobRun> last = new HashMap<>();
    jdbc.sql(
            """
            select r.*
            from unnest(:jobs::text[]) as wanted (job)
                 cross join lateral (select id, job, instance, trigger, started_at, limit_ms,
                                            ended_at, result, rows, error
                                     from job_run
                                     where job_run.job = wanted.job
                                     order by id desc
                                     limit 1) r
            order by r.job
            limit :limit
            """)
        .param("jobs", jobs.toArray(String[]::new))
        .param("limit", JOBS_MAX)
        .query((row, _) -> run(row))
        .list()
        .forEach(run -> last.put(run.job(), run));
    return last;
  }

  /** When the scheduler means to start each job it knows. */
  Map<String, Instant> dueAts(Collection<String> jobs) {
    Map<String, Instant> due = new HashMap<>();
    jdbc.sql(
            """
            select task_name, execution_time
            from scheduled_tasks
            where task_name = any (:jobs::text[])
            order by task_name
            limit :limit
            """)
        .param("jobs", jobs.toArray(String[]::new))
        .param("limit", JOBS_MAX)
        .query(
            row -> {
              due.put(row.getString("task_name"), instant(row, "execution_time"));
            });
    return due;
  }

  List<JobRun> history(String job, int limit) {
    return jdbc.sql(
            """
            select id, job, instance, trigger, started_at, limit_ms, ended_at, result, rows, error
            from job_run
            where job = :job
            order by id desc
            limit :limit
            """)
        .param("job", job)
        .param("limit", limit)
        .query((row, _) -> run(row))
        .list();
  }

  private static JobRun run(ResultSet row) throws SQLException {
    return new JobRun(
        row.getLong("id"),
        row.getString("job"),
        row.getString("instance"),
        JobTrigger.valueOf(row.getString("trigger")),
        instant(row, "started_at"),
        Duration.ofMillis(row.getLong("limit_ms")),
        row.getObject("ended_at") == null ? Optional.empty() : Optional.of(end(row)));
  }

  private static JobRun.End end(ResultSet row) throws SQLException {
    String error = row.getString("error");
    return new JobRun.End(
        instant(row, "ended_at"),
        JobResult.valueOf(row.getString("result")),
        row.getLong("rows"),
        error == null ? "" : error);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static OffsetDateTime utc(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
