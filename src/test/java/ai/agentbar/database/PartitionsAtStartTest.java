package ai.agentbar.database;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What the start does to a database: a new one, one from before there were days, an old one. */
class PartitionsAtStartTest {

  private static final DailyPartitions EVENTS =
      new DailyPartitions("event_system", "occurred_at", KeptFor.EVER);
  private static final DailyPartitions CLOSED =
      new DailyPartitions("payment_inbox_closed", "received_at", KeptFor.EVER);

  private final DataSource dataSource =
      new DriverManagerDataSource(TestDatabase.create(), "postgres", "");
  private final JdbcClient jdbc = JdbcClient.create(dataSource);
  private final MovableClock clock = new MovableClock(RoomTest.START);
  private final Partitions partitions = new Partitions(dataSource, clock, List.of(EVENTS, CLOSED));

  @Test
  void the_days_stand_ready_when_the_migrations_end_and_again_after_a_month_of_rest() {
    start();
    assertThat(readyDays()).isEqualTo(Partitions.DAYS_AHEAD + 1);

    clock.move(Duration.ofDays(30));
    start();

    assertThat(readyDays()).isEqualTo(Partitions.DAYS_AHEAD + 1);
  }

  @Test
  void what_was_there_before_there_were_days_is_kept_and_later_moved_into_them() {
    flyway().target("21").load().migrate();
    jdbc.sql(
            """
            insert into event (occurred_at, level, component, event_type, event, order_id, message)
            select timestamptz '2026-11-22T03:00:00Z', 'INFO', 'api', 'SYSTEM', 'OLD',
                   case when i = 1 then '221126ABCDEF' end, 'told'
            from generate_series(1, 3) i
            """)
        .update();
    jdbc.sql(
            """
            insert into event_cursor (subscriber, last_xid, last_id)
            select 'metric', xid, id from event where id = 3
            """)
        .update();
    jdbc.sql(
            """
            insert into payment_inbox (received_at, gateway_order_id, body, state, due_at)
            select timestamptz '2026-11-22T03:00:00Z', 'nobody-1', 'x', state,
                   case when state = 'WAITING' then now() end
            from unnest(array['WAITING', 'APPLIED', 'FAILED']) state
            """)
        .update();

    start();

    assertThat(count("event where id <= 3")).isEqualTo(3);
    assertThat(count("event_cursor where last_at = timestamptz '2026-11-22T03:00:00Z'"))
        .isEqualTo(1);
    assertThat(count("event_order_late where order_id = '221126ABCDEF'")).isEqualTo(1);
    assertThat(count("payment_inbox_open where state in ('WAITING', 'FAILED')")).isEqualTo(2);
    assertThat(partitions.moveStrays()).isEqualTo(2);
    assertThat(count("event_system_20261122")).isEqualTo(2);
    assertThat(count("payment_inbox_closed_20261122 where state = 'APPLIED'")).isEqualTo(1);
    assertThat(
            jdbc.sql(
                    """
                    insert into payment_inbox (received_at, gateway_order_id, body)
                    values (now(), 'nobody-1', 'x')
                    returning id
                    """)
                .query(Long.class)
                .single())
        .isEqualTo(4);
  }

  private void start() {
    flyway().callbacks(new PartitionsAtStart(partitions)).load().migrate();
  }

  private FluentConfiguration flyway() {
    return Flyway.configure().dataSource(dataSource);
  }

  private long readyDays() {
    Day today = Day.of(clock.instant());
    return new PartitionTable(jdbc)
        .days(EVENTS).tailSet(today).stream()
            .filter(day -> day.compareTo(today.plus(Partitions.DAYS_AHEAD)) <= 0)
            .count();
  }

  private long count(String from) {
    return jdbc.sql("select count(*) from " + from).query(Long.class).single();
  }
}
