package ai.agentbar.database;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries out what the rooms declare by {@link DailyPartitions} and {@link ExpiringRows}.
 *
 * <p>Each step is a transaction of its own and can be repeated; nodes that come at once take turns.
 * A step that does not get its lock within a blink gives up and is done by the next run, so that
 * whoever writes waits no longer than that: {@link #DROP_LOCK_MAX} where a day is dropped, and not
 * at all where one is made, which locks the default partition alone. Dropping has to lock the
 * parent: {@code detach … concurrently}, which would not, is refused by PostgreSQL beside a default
 * partition, and that one is worth more.
 */
@Service
public class Partitions {

  /** Days that stand ready beside the running one. */
  static final int DAYS_AHEAD = 7;

  private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);
  private static final Duration DROP_LOCK_MAX = Duration.ofMillis(100);
  private static final Duration CREATE_LOCK_MAX = Duration.ofMillis(200);
  private static final Duration STATEMENT_MAX = Duration.ofSeconds(45);
  private static final int MOVED_DAYS_MAX = 40;
  private static final int DELETED_ROWS_MAX = 5_000;
  private static final int DELETES_MAX = 40;

  private final PartitionTable table;
  private final TransactionTemplate transaction;
  private final InstantSource clock;
  private final List<DailyPartitions> declared;

  Partitions(DataSource dataSource, InstantSource clock, List<DailyPartitions> declared) {
    // Not the beans of Spring, which wait for the migrations: the first days are made with those.
    this.table = new PartitionTable(JdbcClient.create(dataSource));
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    this.clock = clock;
    this.declared = declared;
  }

  /** Makes the running day and {@link #DAYS_AHEAD} more of every table, where they are missing. */
  public long create() {
    Day today = Day.of(clock.instant());
    return declared.stream()
        .mapToLong(
            it -> {
              NavigableSet<Day> there = table.days(it);
              return steps(
                  IntStream.rangeClosed(0, DAYS_AHEAD)
                      .mapToObj(today::plus)
                      .filter(day -> !there.contains(day)),
                  day -> done("create", it, day, () -> create(it, day)));
            })
        .sum();
  }

  /**
   * Moves rows out of the default partitions, a day at a time. Only days that are over: the day
   * after each was made ahead, so nobody writes what is moved.
   *
   * @return how many days were made for such rows
   */
  public long moveStrays() {
    return declared.stream().mapToLong(this::moveStrays).sum();
  }

  /**
   * Drops every day that is over its time as a whole; a day that somebody still has to read stays.
   *
   * @return how many days were dropped
   */
  public long dropExpired() {
    return declared.stream().mapToLong(this::dropExpired).sum();
  }

  /** Deletes rows over their time, a bounded number; the rest waits for the next run. */
  public long delete(ExpiringRows expiring) {
    return expiring
        .keptFor()
        .goneBefore(clock.instant())
        .map(before -> delete(expiring.table(), expiring.momentColumn(), before))
        .orElse(0L);
  }

  /** Deletes rows over their time that never came into a day. */
  public long deleteStrays() {
    return declared.stream().mapToLong(this::deleteStrays).sum();
  }

  private boolean create(DailyPartitions one, Day day) {
    table.limit(CREATE_LOCK_MAX.toMillis(), STATEMENT_MAX.toMillis());
    table.lockAll();
    if (table.days(one).contains(day) || table.hasStrays(one, day)) {
      return false;
    }
    table.create(one, day);
    table.attach(one, day);
    return true;
  }

  private long moveStrays(DailyPartitions one) {
    Day today = Day.of(clock.instant());
    Instant from = goneBefore(one).map(Day::start).orElse(Instant.EPOCH);
    long moved = 0;
    for (int i = 0; i < MOVED_DAYS_MAX; i++) {
      Optional<Day> stray = table.firstStray(one, from);
      if (stray.isEmpty() || stray.get().compareTo(today) >= 0) {
        return moved;
      }
      Day day = stray.get();
      from = day.end();
      Result result =
          one.hold().isHeld(day) ? Result.NOT_NEEDED : done("move", one, day, () -> move(one, day));
      if (result == Result.HINDERED) {
        return moved;
      }
      moved += result == Result.DONE ? 1 : 0;
    }
    return moved;
  }

  private boolean move(DailyPartitions one, Day day) {
    table.limit(CREATE_LOCK_MAX.toMillis(), STATEMENT_MAX.toMillis());
    if (!table.tryLockAll() || table.days(one).contains(day)) {
      return false;
    }
    table.lockDefault(one);
    table.create(one, day);
    table.moveStrays(one, day);
    table.attach(one, day);
    return true;
  }

  private long dropExpired(DailyPartitions one) {
    Optional<Day> goneBefore = goneBefore(one);
    if (goneBefore.isEmpty()) {
      return 0;
    }
    return steps(
        table.days(one).headSet(goneBefore.get(), false).stream()
            .takeWhile(day -> !isHeld(one, day)),
        day -> done("drop", one, day, () -> drop(one, day)));
  }

  private boolean drop(DailyPartitions one, Day day) {
    table.limit(DROP_LOCK_MAX.toMillis(), STATEMENT_MAX.toMillis());
    if (!table.tryLockAll() || !table.days(one).contains(day)) {
      return false;
    }
    table.drop(one, day);
    return true;
  }

  private static boolean isHeld(DailyPartitions one, Day day) {
    boolean held = one.hold().isHeld(day);
    if (held) {
      LOG.warn("{} is over its time and stays: somebody has not read it yet", one.partition(day));
    }
    return held;
  }

  private long deleteStrays(DailyPartitions one) {
    Optional<Day> goneBefore = goneBefore(one);
    Instant from = Instant.EPOCH;
    long deleted = 0;
    for (int i = 0; i < MOVED_DAYS_MAX && goneBefore.isPresent(); i++) {
      Optional<Day> stray = table.firstStray(one, from);
      if (stray.isEmpty() || stray.get().compareTo(goneBefore.get()) >= 0) {
        return deleted;
      }
      from = stray.get().end();
      if (!isHeld(one, stray.get())) {
        deleted += delete(one.defaultPartition(), one.momentColumn(), from);
      }
    }
    return deleted;
  }

  private long delete(String name, String momentColumn, Instant before) {
    long deleted = 0;
    for (int i = 0; i < DELETES_MAX; i++) {
      long rows = table.delete(name, momentColumn, before, DELETED_ROWS_MAX);
      deleted += rows;
      if (rows < DELETED_ROWS_MAX) {
        return deleted;
      }
    }
    return deleted;
  }

  /** The first day that is not yet wholly over its time. */
  private Optional<Day> goneBefore(DailyPartitions one) {
    return one.keptFor().goneBefore(clock.instant()).map(Day::of);
  }

  private enum Result {
    DONE,
    NOT_NEEDED,
    HINDERED
  }

  /**
   * How many steps did something. The first that is hindered ends it: whoever hinders one hinders
   * all, and each try keeps others waiting.
   */
  private static long steps(Stream<Day> days, Function<Day, Result> step) {
    return days.map(step)
        .takeWhile(it -> it != Result.HINDERED)
        .filter(it -> it == Result.DONE)
        .count();
  }

  /** One step, alone among all nodes. Whatever hinders it, the next run tries again. */
  private Result done(String step, DailyPartitions one, Day day, Step body) {
    try {
      return Boolean.TRUE.equals(transaction.execute(_ -> body.run()))
          ? Result.DONE
          : Result.NOT_NEEDED;
    } catch (DataAccessException | TransactionException failure) {
      LOG.warn(
          "could not {} {}, the next run will: {}",
          step,
          one.partition(day),
          NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
      return Result.HINDERED;
    }
  }

  @FunctionalInterface
  private interface Step {
    boolean run();
  }
}
