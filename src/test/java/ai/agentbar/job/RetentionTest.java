package ai.agentbar.job;

import static ai.agentbar.testing.CommerceEvents.attempted;
import static ai.agentbar.testing.CommerceEvents.opened;
import static ai.agentbar.testing.CommerceEvents.paid;
import static ai.agentbar.testing.CommerceEvents.placed;
import static ai.agentbar.testing.CommerceEvents.received;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.agentbar.event.StoredEvent;
import ai.agentbar.event.Subscriptions;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.kernel.Wib;
import ai.agentbar.testing.CommerceEvents;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** Days pass; the clock only goes on, from test to test. */
@RoomTest
@Import(CommerceEvents.class)
@TestPropertySource(
    properties = {
      "agentbar.retention.rejected-notifications=60d",
      "agentbar.retention.order-history=1500d"
    })
@DirtiesContext
class RetentionTest {

  private static final int TABLES = 4;
  private static final int DAYS_READY = 8;

  private final Random random = new Random(20261123);

  @Autowired
  @Qualifier("retention")
  RecurringJob retention;

  @Autowired CommerceEvents commerce;
  @Autowired Subscriptions subscriptions;
  @Autowired MovableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;

  @BeforeEach
  void aNewMorning() {
    // A subscriber that reads no more holds the days it has not read.
    jdbc.sql("delete from event_cursor where subscriber = 'late'").update();
    commerce.settle();
    clock.set(endOfDay().plus(Duration.ofHours(10)));
    retention.run();
  }

  @Test
  void the_days_that_are_needed_stand_ready_and_a_second_run_finds_nothing_to_do() {
    assertThat(
            days("event_system").stream()
                .filter(day -> !day.isBefore(LocalDate.ofInstant(clock.instant(), Wib.ZONE))))
        .hasSize(DAYS_READY);
    assertThat(retention.run()).isZero();
  }

  @Test
  void each_kind_of_record_goes_when_its_time_is_over_and_not_a_day_earlier() {
    OrderId order = OrderId.next(clock.instant(), random);
    commerce.append(placed(order), received());
    commerce.settle();
    notification("APPLIED");
    notification("FAILED");
    rejected();
    Instant endOfDay = endOfDay();
    Instant day = endOfDay.minus(Duration.ofDays(1));

    runAt(endOfDay.plus(Duration.ofDays(30)).minusNanos(1_000));
    assertThat(systemEvents(day)).isPositive();
    runAt(endOfDay.plus(Duration.ofDays(30)));
    assertThat(systemEvents(day)).isZero();

    assertThat(rows("payment_inbox_rejected", day)).isEqualTo(1);
    runAt(endOfDay.plus(Duration.ofDays(60)));
    assertThat(rows("payment_inbox_rejected", day)).isZero();

    runAt(endOfDay.plus(Duration.ofDays(400)).minusNanos(1_000));
    assertThat(states(day)).containsExactly("APPLIED", "FAILED");
    assertThat(buckets(day)).isPositive();
    runAt(endOfDay.plus(Duration.ofDays(400)));
    assertThat(states(day)).containsExactly("FAILED");
    assertThat(buckets(day)).isZero();

    commerce.append(attempted(order));
    runAt(endOfDay.plus(Duration.ofDays(1_500)).minusNanos(1_000));
    assertThat(story(order)).containsExactly("ORDER_CREATED", "PAYMENT_ATTEMPT_CREATED");
    runAt(endOfDay.plus(Duration.ofDays(1_500)));
    assertThat(story(order)).containsExactly("PAYMENT_ATTEMPT_CREATED");
    assertThat(days("event_order_history")).doesNotContain(LocalDate.ofInstant(day, Wib.ZONE));
  }

  @Test
  void what_comes_while_no_day_was_made_is_stored_folded_and_later_moved_into_its_day() {
    clock.move(Duration.ofDays(20));
    OrderId order = OrderId.next(clock.instant(), random);
    commerce.append(placed(order), received());
    commerce.settle();
    notification("APPLIED");
    for (String table : tables()) {
      assertThat(strays(table)).as(table).isPositive();
    }
    // The day that is still written stays where it is.
    retention.run();
    assertThat(strays("event_system")).isPositive();

    commerce.settle();
    clock.set(endOfDay());
    long numbers = buckets(clock.instant().minus(Duration.ofDays(1)));
    retention.run();

    for (String table : tables()) {
      assertThat(strays(table)).as(table).isZero();
      assertThat(days(table)).contains(yesterday());
    }
    assertThat(story(order)).containsExactly("ORDER_CREATED");
    assertThat(buckets(clock.instant().minus(Duration.ofDays(1)))).isEqualTo(numbers);
  }

  @Test
  void an_event_belongs_to_the_day_in_WIB_it_happened_on_to_the_last_microsecond() {
    clock.set(endOfDay().minusNanos(1_000));
    LocalDate evening = LocalDate.ofInstant(clock.instant(), Wib.ZONE);
    commerce.append(received());
    clock.move(Duration.ofNanos(1_000));
    commerce.append(received());

    assertThat(
            jdbc.sql("select tableoid::regclass::text from event order by id desc limit 2")
                .query(String.class)
                .list())
        .containsExactly(
            "event_system_" + compact(evening.plusDays(1)), "event_system_" + compact(evening));
  }

  @Test
  void an_event_committed_late_is_folded_once_though_the_cursor_is_in_the_next_day()
      throws Exception {
    drain("late");
    clock.set(endOfDay().minus(Duration.ofMinutes(10)));
    CountDownLatch numbered = new CountDownLatch(1);
    CountDownLatch appended = new CountDownLatch(1);
    CountDownLatch folded = new CountDownLatch(1);
    OrderId early = OrderId.next(clock.instant(), random);
    OrderId late = OrderId.next(clock.instant(), random);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> first =
          threads.submit(
              () ->
                  transaction.executeWithoutResult(
                      _ -> {
                        jdbc.sql("select pg_current_xact_id()").query((_, _) -> 1).single();
                        numbered.countDown();
                        await(appended);
                        clock.move(Duration.ofMinutes(40));
                        commerce.append(placed(early));
                      }));
      await(numbered);
      Future<?> second =
          threads.submit(
              () ->
                  transaction.executeWithoutResult(
                      _ -> {
                        commerce.append(placed(late));
                        appended.countDown();
                        await(folded);
                      }));
      first.get();
      assertThat(readOne("late").orderId()).isEqualTo(early.value());
      folded.countDown();
      second.get();
    }

    assertThat(readOne("late").orderId()).isEqualTo(late.value());
    assertThat(subscriptions.lag("late", 10)).isZero();
  }

  @Test
  void a_transaction_that_stayed_open_longer_than_readers_look_back_is_undone() {
    OrderId order = OrderId.next(clock.instant(), random);

    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    _ -> {
                      commerce.append(placed(order));
                      clock.move(Duration.ofHours(1).plusMillis(1));
                    }))
        .hasMessageContaining("too old to be committed");

    assertThat(story(order)).isEmpty();
    assertThat(limit("transaction_timeout")).isEqualTo("1h");
    assertThat(limit("idle_in_transaction_session_timeout")).isEqualTo("8s");
  }

  @Test
  void the_story_of_an_order_is_whole_though_it_goes_on_for_years() {
    OrderId order = OrderId.next(clock.instant(), random);
    commerce.append(placed(order));
    commerce.append(attempted(order), opened(order));
    for (int days : List.of(1, 2, 5, 40, 700)) {
      commerce.settle();
      clock.move(Duration.ofDays(days));
      retention.run();
      commerce.append(attempted(order));
    }
    commerce.append(paid(order));

    assertThat(story(order))
        .containsExactly(
            "ORDER_CREATED",
            "PAYMENT_ATTEMPT_CREATED",
            "PAYMENT_OPENED",
            "PAYMENT_ATTEMPT_CREATED",
            "PAYMENT_ATTEMPT_CREATED",
            "PAYMENT_ATTEMPT_CREATED",
            "PAYMENT_ATTEMPT_CREATED",
            "PAYMENT_ATTEMPT_CREATED",
            "PAYMENT_PAID");
  }

  /** The locks of the transaction tell which days its statements opened, whatever the plan. */
  @Test
  void no_more_days_are_opened_however_many_there_are() {
    OrderId order = OrderId.next(clock.instant(), random);
    commerce.append(placed(order), received());
    commerce.settle();
    int foldedBefore = daysOpenedBy(() -> subscriptions.advance("metric", 1_000, _ -> {}));
    int toldBefore = daysOpenedBy(() -> story(order));

    makeDays("event_order_history", 150);
    makeDays("event_system", 150);

    assertThat(daysOpenedBy(() -> subscriptions.advance("metric", 1_000, _ -> {})))
        .isEqualTo(foldedBefore)
        .isLessThanOrEqualTo(2 * (DAYS_READY + 2));
    assertThat(daysOpenedBy(() -> subscriptions.lag("metric", 10))).isEqualTo(foldedBefore);
    assertThat(daysOpenedBy(() -> story(order))).isEqualTo(toldBefore).isLessThanOrEqualTo(3);
  }

  @Test
  void a_day_that_was_not_folded_yet_stays_until_it_is() {
    commerce.append(received());
    Instant day = endOfDay().minus(Duration.ofDays(1));
    clock.set(endOfDay().plus(Duration.ofDays(31)));
    retention.run();
    assertThat(systemEvents(day)).isPositive();

    commerce.settle();
    retention.run();

    assertThat(systemEvents(day)).isZero();
  }

  @Test
  void a_reader_that_holds_a_day_puts_its_drop_off_and_nobody_else_waits() throws Exception {
    commerce.append(received());
    commerce.settle();
    Instant day = endOfDay().minus(Duration.ofDays(1));
    clock.set(endOfDay().plus(Duration.ofDays(31)));
    CountDownLatch reads = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> reader =
          threads.submit(
              () ->
                  transaction.executeWithoutResult(
                      _ -> {
                        systemEvents(day);
                        reads.countDown();
                        await(done);
                      }));
      await(reads);
      retention.run();
      assertThat(systemEvents(day)).isPositive();
      commerce.append(received());
      done.countDown();
      reader.get();
    }

    retention.run();
    assertThat(systemEvents(day)).isZero();
  }

  @Test
  void two_nodes_at_once_make_each_day_once_and_neither_fails() throws Exception {
    commerce.settle();
    clock.move(Duration.ofDays(50));
    List<Future<Long>> runs = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 4; i++) {
        runs.add(threads.submit(retention::run));
      }
    }
    for (Future<Long> run : runs) {
      assertThat(run.get()).isNotNegative();
    }
    retention.run();

    for (String table : tables()) {
      assertThat(
              days(table).stream()
                  .filter(day -> !day.isBefore(LocalDate.ofInstant(clock.instant(), Wib.ZONE))))
          .as(table)
          .hasSize(DAYS_READY);
    }
    assertThat(retention.run()).isZero();
  }

  private void runAt(Instant moment) {
    commerce.settle();
    clock.set(moment);
    retention.run();
  }

  private Instant endOfDay() {
    return LocalDate.ofInstant(clock.instant(), Wib.ZONE)
        .plusDays(1)
        .atStartOfDay(Wib.ZONE)
        .toInstant();
  }

  private LocalDate yesterday() {
    return LocalDate.ofInstant(clock.instant(), Wib.ZONE).minusDays(1);
  }

  private static List<String> tables() {
    List<String> tables =
        List.of("event_order_history", "event_system", "payment_inbox_closed", "metric_bucket");
    assertThat(tables).hasSize(TABLES);
    return tables;
  }

  private List<StoredEvent> drain(String subscriber) {
    List<StoredEvent> read = new ArrayList<>();
    while (subscriptions.advance(subscriber, 100, read::addAll) > 0) {
      // Reads on until nothing is left.
    }
    return read;
  }

  /** Whatever else is open in this PostgreSQL holds readers back for a moment. */
  private StoredEvent readOne(String subscriber) {
    List<StoredEvent> read = new ArrayList<>();
    Awaitility.await()
        .pollInSameThread()
        .until(() -> read.addAll(drain(subscriber)) || !read.isEmpty());
    assertThat(read).hasSize(1);
    return read.getFirst();
  }

  private List<String> story(OrderId order) {
    return subscriptions.ofOrder(order.value(), 100).stream().map(StoredEvent::name).toList();
  }

  private void notification(String state) {
    jdbc.sql(
            """
            insert into payment_inbox (received_at, gateway_order_id, body, state, closed_at)
            values (:now, 'nobody-1', '{}', :state, :now)
            """)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .param("state", state)
        .update();
  }

  private void rejected() {
    jdbc.sql(
            """
            insert into payment_inbox_rejected (received_at, reason, body)
            values (:now, 'UNPARSABLE', '{}')
            """)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  private List<String> states(Instant day) {
    return jdbc.sql(
            """
            select state
            from payment_inbox
            where received_at >= :day
              and received_at < :day + interval '1 day'
            order by state
            """)
        .param("day", day.atOffset(ZoneOffset.UTC))
        .query((row, _) -> row.getString("state"))
        .list();
  }

  private long systemEvents(Instant day) {
    return count("event", "occurred_at", "order_id is null", day);
  }

  private long buckets(Instant day) {
    return count("metric_bucket", "bucket_at", "true", day);
  }

  private long rows(String table, Instant day) {
    return count(table, "received_at", "true", day);
  }

  private long count(String table, String moment, String condition, Instant day) {
    return jdbc.sql(
            "select count(*) from %s where %s >= :day and %2$s < :day + interval '1 day' and %s"
                .formatted(table, moment, condition))
        .param("day", day.atOffset(ZoneOffset.UTC))
        .query(Long.class)
        .single();
  }

  private long strays(String table) {
    return jdbc.sql("select count(*) from " + table + "_default").query(Long.class).single();
  }

  private List<LocalDate> days(String table) {
    return jdbc.sql(
            """
            select to_date(right(inhrelid::regclass::text, 8), 'YYYYMMDD') as day
            from pg_inherits
            where inhparent = to_regclass(:table)
              and inhrelid::regclass::text !~ 'default$'
            order by 1
            """)
        .param("table", table)
        .query((row, _) -> row.getObject("day", LocalDate.class))
        .list();
  }

  private void makeDays(String table, int days) {
    LocalDate first = days(table).getFirst();
    for (int i = 1; i <= days; i++) {
      LocalDate day = first.minusDays(i);
      jdbc.sql(
              "create table %s_%s partition of %1$s for values from ('%s') to ('%s')"
                  .formatted(
                      table,
                      compact(day),
                      day.atStartOfDay(Wib.ZONE).toInstant(),
                      day.plusDays(1).atStartOfDay(Wib.ZONE).toInstant()))
          .update();
    }
  }

  private int daysOpenedBy(Runnable reading) {
    Integer opened =
        transaction.execute(
            _ -> {
              reading.run();
              return jdbc.sql(
                      """
                      select count(distinct relation)
                      from pg_locks
                      where pid = pg_backend_pid()
                        and relation::regclass::text
                            ~ '^event_(system|order_history)_([0-9]{8}|default)$'
                      """)
                  .query(Integer.class)
                  .single();
            });
    return opened == null ? 0 : opened;
  }

  private String limit(String name) {
    return jdbc.sql("select current_setting(:name)")
        .param("name", name)
        .query(String.class)
        .single();
  }

  private static String compact(LocalDate day) {
    return day.toString().replace("-", "");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
