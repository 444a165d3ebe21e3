package ai.agentbar.watch.metric;

import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What PostgreSQL says of itself. Ages are by its own clock. Of other users' sessions it tells
 * everything only to a member of {@code pg_monitor}; our own are always told.
 */
@Repository
class DatabaseVitals {

  /** A statement about the database must not become its trouble. */
  private static final Duration STATEMENT_MAX = Duration.ofSeconds(1);

  private static final int TABLES_MAX = 50;

  private final JdbcClient jdbc;

  DatabaseVitals(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** For the transaction that is open. */
  void limitStatements() {
    jdbc.sql("select set_config('statement_timeout', :ms, true)")
        .param("ms", Long.toString(STATEMENT_MAX.toMillis()))
        .query(String.class)
        .single();
  }

  List<Sample> sessions() {
    return jdbc.sql(
            """
            select count(*) filter (where datname = current_database()) as ours,
                   count(*) filter (where backend_type = 'client backend') as clients,
                   current_setting('max_connections')::int as allowed,
                   coalesce(max(extract(epoch from clock_timestamp() - xact_start))
                              filter (where datname = current_database()
                                        and backend_type = 'client backend'), 0)::bigint
                     as longest_transaction,
                   greatest(
                     coalesce(max(extract(epoch from clock_timestamp() - xact_start))
                                filter (where backend_xmin is not null
                                          and backend_type <> 'autovacuum worker'), 0),
                     (select coalesce(max(extract(epoch from clock_timestamp() - prepared)), 0)
                      from pg_prepared_xacts))::bigint as oldest_snapshot,
                   count(*) filter (where wait_event_type = 'Lock') as lock_waits
            from pg_stat_activity
            where pid <> pg_backend_pid()
            """)
        .query(
            (row, _) -> {
              long clients = row.getLong("clients") + 1;
              long allowed = row.getLong("allowed");
              return List.of(
                  Sample.of(Metric.DATABASE_CONNECTIONS, row.getLong("ours") + 1),
                  Sample.of(Metric.DATABASE_CONNECTIONS_MAX, allowed),
                  Sample.of(Metric.DATABASE_CONNECTIONS_USED_PERCENT, clients * 100 / allowed),
                  Sample.of(
                      Metric.DATABASE_LONGEST_TRANSACTION_SECONDS,
                      row.getLong("longest_transaction")),
                  Sample.of(
                      Metric.DATABASE_OLDEST_SNAPSHOT_SECONDS, row.getLong("oldest_snapshot")),
                  Sample.of(Metric.DATABASE_LOCK_WAITS, row.getLong("lock_waits")));
            })
        .single();
  }

  List<Sample> longestLockWait() {
    return jdbc.sql(
            """
            select coalesce(max(extract(epoch from clock_timestamp() - waitstart)), 0)::bigint
            from pg_locks
            where not granted
              and waitstart is not null
            """)
        .query((row, _) -> Sample.of(Metric.DATABASE_LONGEST_LOCK_WAIT_SECONDS, row.getLong(1)))
        .list();
  }

  /** Pages read since the statistics began; of none all were found. */
  List<Sample> cache() {
    return jdbc.sql(
            """
            select coalesce(blks_hit * 100 / nullif(blks_hit + blks_read, 0), 100) as percent
            from pg_stat_database
            where datname = current_database()
            """)
        .query((row, _) -> Sample.of(Metric.DATABASE_CACHE_HIT_PERCENT, row.getLong("percent")))
        .list();
  }

  List<Sample> size() {
    return jdbc.sql("select pg_database_size(current_database())")
        .query((row, _) -> Sample.of(Metric.DATABASE_SIZE_BYTES, row.getLong(1)))
        .list();
  }

  /** A table is worked as a queue where its rows are leased; no room's table is named here. */
  List<Sample> deadRows() {
    return jdbc.sql(
            """
            select s.relname, s.n_dead_tup
            from pg_stat_user_tables s
                 join pg_attribute a on a.attrelid = s.relid
                                    and a.attname = 'lease_token'
            where not exists (select 1
                              from pg_inherits i
                              where i.inhparent = s.relid)
              and s.relname !~ '[0-9]{8}$'
            order by s.relname
            limit :limit
            """)
        .param("limit", TABLES_MAX)
        .query(
            (row, _) ->
                new Sample(
                    Metric.DATABASE_DEAD_ROWS, row.getString("relname"), row.getLong("n_dead_tup")))
        .list();
  }

  List<Sample> replication() {
    return jdbc.sql(
            """
            select coalesce(max(extract(epoch from replay_lag)), 0)::bigint
            from pg_stat_replication
            """)
        .query((row, _) -> Sample.of(Metric.DATABASE_REPLICATION_LAG_SECONDS, row.getLong(1)))
        .list();
  }

  long deadlocks() {
    return jdbc.sql(
            """
            select coalesce(sum(deadlocks), 0)
            from pg_stat_database
            where datname = current_database()
            """)
        .query(Long.class)
        .single();
  }
}
