package ai.agentbar.watch.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.agentbar.event.EventType;
import ai.agentbar.event.Subscriptions;
import ai.agentbar.testing.CommerceEvents;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is sampled, who is missed, and that every node says the same. */
@RoomTest
@Import(CommerceEvents.class)
class SamplingTest {

  private static final Duration SEEN_MAX = Duration.ofSeconds(10);

  @Autowired CommerceEvents commerce;
  @Autowired MetricWindows windows;
  @Autowired Standings standings;
  @Autowired Subscriptions subscriptions;
  @Autowired SampleTable samples;
  @Autowired DatabaseVitals database;
  @Autowired MovableClock clock;
  @Autowired DataSource dataSource;
  @Autowired JdbcClient jdbc;

  @BeforeEach
  void sampleAnew() {
    clock.move(Duration.ofMinutes(20));
    commerce.settle();
  }

  @Test
  void a_gauge_is_known_while_its_sample_is_fresh_and_unknown_a_moment_later() {
    assertThat(Sampled.GAUGES).allMatch(read()::knows);
    assertThat(read().value(Metric.DATABASE_CONNECTIONS)).isPositive();
    assertThat(read().value(Metric.DATABASE_SIZE_BYTES)).isGreaterThan(1_000_000);
    assertThat(read().value(Metric.DATABASE_CACHE_HIT_PERCENT)).isBetween(1L, 100L);
    assertThat(read().value(Metric.INSTANCE_HEAP_USED_BYTES)).isPositive();
    assertThat(read().value(Metric.INSTANCE_THREADS)).isPositive();
    assertThat(read().value(Metric.INSTANCE_MEMORY_AVAILABLE_PERCENT)).isBetween(1L, 100L);
    assertThat(read().value(Metric.INSTANCE_MEMORY_AVAILABLE_BYTES))
        .isBetween(1L, read().value(Metric.INSTANCE_MEMORY_TOTAL_BYTES));
    assertThat(read().value(Metric.INSTANCE_DISK_FREE_PERCENT)).isBetween(1L, 100L);
    assertThat(windows.byLabel(Metric.DATABASE_DEAD_ROWS))
        .containsKeys("notification_outbox", "payment_inbox_open");

    clock.move(Sampled.FRESH_FOR);
    assertThat(Sampled.GAUGES).allMatch(read()::knows);
    clock.move(Duration.ofMillis(1));
    assertThat(Sampled.GAUGES).noneMatch(read()::knows);
  }

  @Test
  void of_several_instances_a_rule_sees_the_worst_and_a_dead_one_is_forgotten() {
    Instant now = clock.instant();
    samples.write(
        List.of(
            new Sample(Metric.INSTANCE_CPU_PERCENT, "two", 99_999),
            new Sample(Metric.INSTANCE_DISK_FREE_PERCENT, "two", -7)),
        now);
    assertThat(read().value(Metric.INSTANCE_CPU_PERCENT)).isEqualTo(99_999);
    assertThat(read().value(Metric.INSTANCE_DISK_FREE_PERCENT)).isEqualTo(-7);

    clock.move(Sampled.FRESH_FOR.plusMillis(1));
    commerce.settle();

    assertThat(windows.byLabel(Metric.INSTANCE_CPU_PERCENT)).hasSize(1).doesNotContainKey("two");
    assertThat(read().value(Metric.INSTANCE_DISK_FREE_PERCENT)).isPositive();
    assertThat(read().valueWithMissed(Metric.INSTANCE_CPU_PERCENT)).isEqualTo(99_999);
    assertThat(read().valueWithMissed(Metric.INSTANCE_DISK_FREE_PERCENT)).isEqualTo(-7);

    clock.move(Sampled.KEPT_FOR);
    commerce.settle();
    assertThat(read().missed()).isEmpty();
    assertThat(
            jdbc.sql("select count(*) from metric_sample where label = 'two'")
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void an_instance_that_said_goodbye_or_was_replaced_is_missed_no_more() {
    commerce.append(alive("left"), alive("killed"));
    commerce.settle();
    samples.write(
        List.of(
            new Sample(Metric.INSTANCE_CPU_PERCENT, "left", 99_999),
            new Sample(Metric.INSTANCE_CPU_PERCENT, "killed", 88_888)),
        clock.instant());
    clock.move(Sampled.FRESH_FOR.plusMillis(1));
    commerce.settle();
    assertThat(read().valueWithMissed(Metric.INSTANCE_CPU_PERCENT)).isEqualTo(99_999);

    commerce.append(goodbye("STOPPED", "left"));
    commerce.settle();
    assertThat(read().valueWithMissed(Metric.INSTANCE_CPU_PERCENT)).isEqualTo(88_888);

    commerce.append(alive("its-successor"));
    commerce.settle();
    assertThat(read().missed()).isEmpty();
  }

  @Test
  void a_long_transaction_an_old_snapshot_and_a_lock_wait_are_seen_while_they_last()
      throws SQLException {
    jdbc.sql("create table if not exists sampling_test (one int)").update();
    try (Connection holder = dataSource.getConnection();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("lock table sampling_test");
      CompletableFuture<Integer> waiter =
          CompletableFuture.supplyAsync(
              () -> jdbc.sql("insert into sampling_test values (1)").update());
      await()
          .atMost(SEEN_MAX)
          .untilAsserted(
              () -> {
                assertThat(seen(Metric.DATABASE_LOCK_WAITS)).isEqualTo(1);
                assertThat(seen(Metric.DATABASE_LONGEST_TRANSACTION_SECONDS)).isPositive();
                assertThat(seen(Metric.DATABASE_LONGEST_LOCK_WAIT_SECONDS)).isPositive();
              });
      holder.rollback();
      assertThat(waiter.join()).isEqualTo(1);
    }
    assertThat(seen(Metric.DATABASE_LOCK_WAITS)).isZero();
    assertThat(seen(Metric.DATABASE_LONGEST_LOCK_WAIT_SECONDS)).isZero();
  }

  @Test
  void a_deadlock_is_counted_once_whoever_looks() {
    String counter = "sampling_test_seen";
    Instant now = clock.instant();
    assertThat(samples.grownTo(counter, 5, now)).isZero();
    assertThat(samples.grownTo(counter, 7, now)).isEqualTo(2);
    assertThat(samples.grownTo(counter, 7, now)).isZero();
    // The database's statistics were reset.
    assertThat(samples.grownTo(counter, 1, now)).isZero();
    assertThat(samples.grownTo(counter, 2, now)).isEqualTo(1);
  }

  @Test
  void of_two_workers_one_that_falls_silent_is_missed_until_it_says_goodbye_or_ten_minutes_pass() {
    commerce.append(alive("one"), alive("two"), alive("three"));
    clock.move(Duration.ofSeconds(15));
    commerce.append(alive("one"));
    commerce.settle();
    assertThat(read().value(Metric.WORKER_SILENT)).isZero();
    assertThat(read().value(Metric.WORKER_EXPECTED)).isEqualTo(3);

    clock.move(Duration.ofMillis(1));
    assertThat(read().value(Metric.WORKER_SILENT)).isEqualTo(2);
    assertThat(read().value(Metric.WORKER_ALIVE)).isEqualTo(1);

    commerce.append(
        CommerceEvents.of(EventType.SYSTEM, "STOPPED", null, Map.of("instance", "two")));
    commerce.settle();
    assertThat(read().value(Metric.WORKER_SILENT)).isEqualTo(1);
    assertThat(read().value(Metric.WORKER_EXPECTED)).isEqualTo(2);
    assertThat(read().value(Metric.SCHEDULER_SILENT)).isZero();

    clock.move(Duration.ofMinutes(10).minusSeconds(15).minusMillis(1));
    assertThat(read().value(Metric.WORKER_SILENT)).isEqualTo(2);
    clock.move(Duration.ofMillis(1));
    assertThat(read().value(Metric.WORKER_SILENT)).isEqualTo(1);
  }

  @Test
  void a_killed_worker_whose_place_another_one_took_is_not_missed_and_each_takes_one_place() {
    commerce.append(alive("pod-a"), alive("pod-b"));
    clock.move(Duration.ofSeconds(20));
    commerce.append(alive("pod-c"));
    commerce.settle();
    assertThat(read().value(Metric.WORKER_ALIVE)).isEqualTo(1);
    assertThat(read().value(Metric.WORKER_EXPECTED)).isEqualTo(2);
    assertThat(read().value(Metric.WORKER_SILENT)).isEqualTo(1);

    clock.move(Duration.ofSeconds(1));
    commerce.append(alive("pod-d"));
    commerce.settle();
    assertThat(read().value(Metric.WORKER_EXPECTED)).isEqualTo(2);
    assertThat(read().value(Metric.WORKER_SILENT)).isZero();
  }

  @Test
  void a_worker_that_is_killed_again_and_again_is_one_worker() {
    for (String pod : List.of("pod-1", "pod-2", "pod-3")) {
      clock.move(Duration.ofSeconds(20));
      commerce.append(alive(pod));
    }
    commerce.settle();

    assertThat(read().value(Metric.WORKER_EXPECTED)).isEqualTo(1);
    assertThat(read().value(Metric.WORKER_ALIVE)).isEqualTo(1);
  }

  @Test
  void neither_who_lived_beside_a_dead_worker_nor_who_never_was_one_takes_its_place() {
    commerce.append(alive("pod-1"), alive("pod-2"));
    clock.move(Duration.ofSeconds(20));
    commerce.append(alive("pod-2"), goodbye("STOPPED", "api-1"));
    commerce.settle();

    assertThat(read().value(Metric.WORKER_EXPECTED)).isEqualTo(2);
    assertThat(read().value(Metric.WORKER_SILENT)).isEqualTo(1);

    commerce.append(goodbye("DIED", "pod-1"));
    commerce.settle();
    assertThat(read().value(Metric.WORKER_EXPECTED)).isEqualTo(1);
  }

  @Test
  void a_late_job_counts_by_its_name() {
    samples.write(
        List.of(
            new Sample(Metric.JOB_MISSED, "expiry", 1),
            new Sample(Metric.JOB_MISSED, "checklist", 1)),
        clock.instant());

    assertThat(read().value(Metric.JOB_MISSED)).isEqualTo(2);
    assertThat(windows.byLabel(Metric.JOB_MISSED))
        .containsEntry("expiry", 1L)
        .containsEntry("retention", 0L);
  }

  @Test
  void an_hourly_job_whose_newest_run_failed_counts_until_a_run_succeeds() {
    jobEnded("retention", "FAILED");
    jobEnded("self-check", "FAILED");
    sampleAnew();
    assertThat(windows.byLabel(Metric.JOB_RARE_FAILED))
        .containsEntry("retention", 1L)
        .containsEntry("self-check", 0L);
    assertThat(read().value(Metric.JOB_RARE_FAILED)).isEqualTo(1);

    jobEnded("retention", "DONE");
    sampleAnew();
    assertThat(read().value(Metric.JOB_RARE_FAILED)).isZero();
  }

  private void jobEnded(String job, String result) {
    jdbc.sql(
            """
            insert into job_run (job, instance, trigger, started_at, limit_ms, alive_at, ended_at,
                                 result, rows)
            values (:job, 'one', 'SCHEDULE', :at, 60000, :at, :at, :result, 0)
            """)
        .param("job", job)
        .param("result", result)
        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  @Test
  void notifications_that_were_given_up_count_until_they_are_replayed() {
    long before = read().value(Metric.WEBHOOK_FAILED);
    commerce.append(tried(false), tried(true), tried(true));
    commerce.settle();
    assertThat(read().value(Metric.WEBHOOK_FAILED) - before).isEqualTo(2);

    commerce.append(
        CommerceEvents.of(EventType.ACTION_RUN, "NOTIFICATION_REPLAYED", null, Map.of()),
        CommerceEvents.of(EventType.ACTION_RUN, "NOTIFICATION_REPLAY_ASKED", null, Map.of()));
    commerce.settle();
    assertThat(read().value(Metric.WEBHOOK_FAILED) - before).isEqualTo(1);
    commerce.append(
        CommerceEvents.of(EventType.ACTION_RUN, "NOTIFICATION_REPLAYED", null, Map.of()));
    commerce.settle();
  }

  private static CommerceEvents.Told tried(boolean last) {
    return CommerceEvents.of(
        EventType.WEBHOOK_FAILED, "NOTIFICATION_PROCESSING_FAILED", null, Map.of("last", last));
  }

  @Test
  void an_audit_log_that_was_found_broken_is_so_until_it_is_found_whole() {
    assertThat(read().value(Metric.AUDIT_BROKEN)).isZero();
    commerce.append(audited("AUDIT_BROKEN"));
    commerce.settle();
    assertThat(read().value(Metric.AUDIT_BROKEN)).isEqualTo(1);

    clock.move(Duration.ofDays(1));
    commerce.append(audited("AUDIT_VERIFIED"));
    commerce.settle();
    assertThat(read().value(Metric.AUDIT_BROKEN)).isZero();
  }

  private static CommerceEvents.Told audited(String found) {
    return CommerceEvents.of(EventType.STAFF_CHANGED, found, null, Map.of());
  }

  @Test
  void two_nodes_on_one_database_give_the_same_text() {
    JdbcClient other = JdbcClient.create(dataSource);
    Standings node =
        new Standings(
            new MetricReadTable(other),
            new OpenTable(other),
            new BucketTable(other),
            new BalanceTable(other),
            subscriptions);
    commerce.append(CommerceEvents.received(), alive("one"));
    commerce.settle();
    Instant now = clock.instant();

    String text = Exposition.of(node.at(now, node.money(now)));

    assertThat(text).isEqualTo(Exposition.of(standings.at(now, standings.money(now))));
    assertThat(text).contains("instance_cpu_percent{instance=\"");
  }

  private long seen(Metric metric) {
    return Stream.of(database.sessions(), database.longestLockWait())
        .flatMap(List::stream)
        .filter(it -> it.metric() == metric)
        .findFirst()
        .orElseThrow()
        .amount();
  }

  private Readings read() {
    return windows.read(EnumSet.noneOf(Metric.class), Duration.ZERO);
  }

  private static CommerceEvents.Told goodbye(String name, String instance) {
    return CommerceEvents.of(EventType.SYSTEM, name, null, Map.of("instance", instance));
  }

  private static CommerceEvents.Told alive(String instance) {
    return CommerceEvents.of(
        EventType.HEARTBEAT,
        "ALIVE",
        null,
        Map.of("role", "WORKER", "instance", instance, "stalled", ""));
  }
}
