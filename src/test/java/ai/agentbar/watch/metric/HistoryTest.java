package ai.agentbar.watch.metric;

import static ai.agentbar.testing.CommerceEvents.opened;
import static ai.agentbar.testing.CommerceEvents.processingFailed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.agentbar.kernel.OrderId;
import ai.agentbar.testing.CommerceEvents;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@RoomTest
@Import(CommerceEvents.class)
class HistoryTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Autowired CommerceEvents commerce;
  @Autowired MetricWindows windows;
  @Autowired HistoryTable table;
  @Autowired Standings standings;
  @Autowired MovableClock clock;
  @Autowired JdbcClient jdbc;
  Instant start = Instant.EPOCH;

  @BeforeEach
  void beginInAnEmptyHour() {
    commerce.settle();
    clock.set(clock.instant().truncatedTo(ChronoUnit.HOURS).plusSeconds(7_200));
    start = clock.instant();
  }

  @Test
  void a_counter_has_a_point_for_every_step_and_its_growth_in_it() {
    clock.move(Duration.ofSeconds(59));
    commerce.append(processingFailed(), processingFailed());
    clock.move(Duration.ofSeconds(61));
    commerce.append(processingFailed());
    commerce.settle();

    assertThat(
            windows.history(Metric.WEBHOOK_PROCESSING_ERROR, start, start.plusSeconds(180), MINUTE))
        .containsExactly(
            new Point(start, 2),
            new Point(start.plusSeconds(60), 0),
            new Point(start.plusSeconds(120), 1));
  }

  @Test
  void a_gauge_has_the_highest_value_of_each_step_and_none_where_nobody_knew_it() {
    write(0, Metric.OUTBOX_PENDING, 3L);
    write(1, Metric.OUTBOX_PENDING, 9L);
    write(2, Metric.OUTBOX_RETRYING, 1L);
    write(4, Metric.OUTBOX_PENDING, null);
    write(6, Metric.OUTBOX_PENDING, 2L);

    assertThat(
            windows.history(
                Metric.OUTBOX_PENDING, start, start.plusSeconds(480), MINUTE.multipliedBy(2)))
        .containsExactly(
            new Point(start, 9),
            new Point(start.plusSeconds(120), 0),
            new Point(start.plusSeconds(360), 2));
  }

  @Test
  void the_work_writes_each_minute_once_with_what_stands_then() {
    long before = standings.at(start, standings.money(start)).value(Metric.ORDERS_PENDING);
    clock.set(start.minusSeconds(1));
    commerce.append(opened(OrderId.next(start, new Random(5))));
    commerce.settle();
    clock.set(start);
    commerce.settle();
    clock.move(Duration.ofSeconds(59));
    commerce.settle();
    clock.move(Duration.ofSeconds(1));
    commerce.settle();

    assertThat(windows.history(Metric.ORDERS_PENDING, start, start.plusSeconds(120), MINUTE))
        .containsExactly(
            new Point(start, before + 1), new Point(start.plusSeconds(60), before + 1));
    assertThat(rowsSince(start)).isEqualTo(2);
    assertThat(table.add(start, Map.of())).isFalse();
  }

  @Test
  void a_history_is_refused_when_it_would_cost_more_than_a_month_or_a_chart_can_show() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> history(Duration.ofDays(31).plusSeconds(1), Duration.ofHours(1)))
        .withMessageContaining("31 days");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> history(Duration.ofDays(7), MINUTE))
        .withMessageContaining("1500 points");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> history(Duration.ofMinutes(1), Duration.ofSeconds(9)));
    assertThat(history(Duration.ofDays(30), Duration.ofMinutes(30))).hasSize(1_440);
  }

  /** The fastest of three: what else the machine does meanwhile is not counted. */
  @Test
  void a_month_of_minutes_is_read_in_well_under_a_second() {
    jdbc.sql(
            """
            insert into metric_history (minute_at, gauges)
            select minute, '{"orders_pending": 12, "outbox_pending": 4, "database_size_bytes": 91234567,
                             "database_connections": 14, "worker_alive": 2, "scheduler_alive": 1,
                             "instance_heap_used_bytes": 123456789, "outbox_sent": 1234567}'
            from generate_series(:from, :to, interval '1 minute') as minute
            on conflict do nothing
            """)
        .param("from", start.minus(Duration.ofDays(60)).atOffset(ZoneOffset.UTC))
        .param("to", start.minus(Duration.ofDays(30)).atOffset(ZoneOffset.UTC))
        .update();
    Instant from = start.minus(Duration.ofDays(60));

    assertThat(Stream.generate(() -> readMonth(from)).limit(3).min(Duration::compareTo))
        .hasValueSatisfying(it -> assertThat(it).isLessThan(Duration.ofSeconds(1)));
  }

  private Duration readMonth(Instant from) {
    long began = System.nanoTime();
    List<Point> points =
        windows.history(
            Metric.OUTBOX_PENDING, from, from.plus(Duration.ofDays(30)), Duration.ofHours(1));
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    assertThat(points).hasSize(720).allMatch(it -> it.value() == 4);
    return took;
  }

  private List<Point> history(Duration length, Duration step) {
    return windows.history(Metric.WEBHOOK_RECEIVED_TOTAL, start.minus(length), start, step);
  }

  private void write(long minutes, Metric gauge, @Nullable Long value) {
    Map<String, @Nullable Long> gauges = new HashMap<>();
    gauges.put(gauge.key(), value);
    assertThat(table.add(start.plus(MINUTE.multipliedBy(minutes)), gauges)).isTrue();
  }

  private long rowsSince(Instant moment) {
    return jdbc.sql("select count(*) from metric_history where minute_at >= :moment")
        .param("moment", moment.atOffset(ZoneOffset.UTC))
        .query(Long.class)
        .single();
  }
}
