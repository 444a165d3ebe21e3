package ai.agentbar.database;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements by which days of any room's partitioned table come and go. */
final class PartitionTable {

  private static final int DAYS_MAX = 40_000;

  /** One number for all of it: who changes partitions, on whichever node, is alone. */
  private static final long ADVISORY_LOCK = 0x41_67_42_72_50_61_72_74L;

  private final JdbcClient jdbc;

  PartitionTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Waits until no other node changes partitions; this one alone may until it commits. */
  void lockAll() {
    jdbc.sql("select pg_advisory_xact_lock(:lock)")
        .param("lock", ADVISORY_LOCK)
        .query((_, _) -> true)
        .single();
  }

  /** Like {@link #lockAll}, but false instead of waiting. */
  boolean tryLockAll() {
    return jdbc.sql("select pg_try_advisory_xact_lock(:lock)")
        .param("lock", ADVISORY_LOCK)
        .query(Boolean.class)
        .single();
  }

  /** Bounds what the transaction waits for locks, and what each of its statements takes. */
  void limit(long lockMillis, long statementMillis) {
    jdbc.sql(
            """
            select set_config('lock_timeout', :lockMillis, true),
                   set_config('statement_timeout', :statementMillis, true)
            """)
        .param("lockMillis", Long.toString(lockMillis))
        .param("statementMillis", Long.toString(statementMillis))
        .query((_, _) -> true)
        .single();
  }

  NavigableSet<Day> days(DailyPartitions declared) {
    List<Day> days =
        jdbc.sql(
                """
            select right(c.relname, 8) as day
            from pg_inherits i
            join pg_class c on c.oid = i.inhrelid
            where i.inhparent = to_regclass(:table)
              and c.relname ~ ('^' || :table || '_[0-9]{8}$')
            order by day
            limit :limit
            """)
            .param("table", declared.table())
            .param("limit", DAYS_MAX)
            .query((row, _) -> Day.fromName(row.getString("day")))
            .list();
    return new TreeSet<>(days);
  }

  /** Whether the day has rows that came while it had no partition. */
  boolean hasStrays(DailyPartitions declared, Day day) {
    return jdbc.sql(
            """
            select exists (select 1
                           from %s
                           where %s >= %s
                             and %2$s < %4$s)
            """
                .formatted(
                    declared.defaultPartition(),
                    declared.momentColumn(),
                    day.startInSql(),
                    day.plus(1).startInSql()))
        .query(Boolean.class)
        .single();
  }

  /** The first day at or after that moment that has rows without a partition. */
  Optional<Day> firstStray(DailyPartitions declared, Instant from) {
    return jdbc.sql(
            """
            select min(%2$s) as moment
            from %1$s
            where %2$s >= :from
            having min(%2$s) is not null
            """
                .formatted(declared.defaultPartition(), declared.momentColumn()))
        .param("from", from.atOffset(ZoneOffset.UTC))
        .query((row, _) -> Day.of(row.getObject("moment", OffsetDateTime.class).toInstant()))
        .optional();
  }

  /**
   * Makes a table like the parent. It is attached afterwards, since {@code create table … partition
   * of} would lock the parent against everybody, and attaching locks only the default partition.
   */
  void create(DailyPartitions declared, Day day) {
    jdbc.sql(
            "create table %s (like %s including defaults including constraints including storage)"
                .formatted(declared.partition(day), declared.table()))
        .update();
  }

  void attach(DailyPartitions declared, Day day) {
    jdbc.sql(
            """
            alter table %s
            attach partition %s
            for values from ('%s') to ('%s')
            """
                .formatted(declared.table(), declared.partition(day), day.start(), day.end()))
        .update();
  }

  /** Keeps writers, not readers, out of the default partition until the commit. */
  void lockDefault(DailyPartitions declared) {
    jdbc.sql("lock table %s in share row exclusive mode".formatted(declared.defaultPartition()))
        .update();
  }

  long moveStrays(DailyPartitions declared, Day day) {
    return jdbc.sql(
            """
            with moved as (delete
                           from %s
                           where %s >= %s
                             and %2$s < %4$s
                           returning *)
            insert into %5$s
            select *
            from moved
            """
                .formatted(
                    declared.defaultPartition(),
                    declared.momentColumn(),
                    day.startInSql(),
                    day.plus(1).startInSql(),
                    declared.partition(day)))
        .update();
  }

  /** Locks the parent against everybody for the blink in which the day leaves it. */
  void drop(DailyPartitions declared, Day day) {
    jdbc.sql("drop table if exists %s".formatted(declared.partition(day))).update();
  }

  /** Deletes up to {@code limit} rows whose moment lies before the given one. */
  long delete(String table, String momentColumn, Instant before, int limit) {
    return jdbc.sql(
            """
            delete from %1$s
            where ctid = any (array(select ctid
                                    from %1$s
                                    where %2$s < :before
                                    limit :limit
                                    for update skip locked))
            """
                .formatted(table, momentColumn))
        .param("before", before.atOffset(ZoneOffset.UTC))
        .param("limit", limit)
        .update();
  }
}
