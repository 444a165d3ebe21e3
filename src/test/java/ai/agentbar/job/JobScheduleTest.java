package ai.agentbar.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.agentbar.event.EventLog;
import ai.agentbar.testing.RoomTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Two schedulers on one database, with the intervals of production, on machines whose own clocks
 * are an hour ahead of the database's, by which everything is planned.
 */
@RoomTest
class JobScheduleTest {

  private static final Clock CLOCK = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));
  private static final WorkSettings SETTINGS =
      new WorkSettings(true, Duration.ofSeconds(30), Duration.ofSeconds(5));
  private static final Roles ROLES = new Roles(new ProcessSettings(List.of("scheduler"), "unused"));

  @Autowired DataSource dataSource;
  @Autowired JobRunTable table;
  @Autowired EventLog events;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;
  private final List<Node> nodes = new ArrayList<>();

  @BeforeEach
  void nothingScheduled() {
    jdbc.sql("delete from scheduled_tasks").update();
    jdbc.sql("delete from job_run").update();
  }

  @AfterEach
  void stop() {
    nodes.forEach(Node::stop);
  }

  @Test
  void a_dead_nodes_job_starts_elsewhere_within_ten_seconds_and_its_run_is_abandoned() {
    HeldJob held = new HeldJob("held", Duration.ofMinutes(5));
    held.holdRuns();
    Node first = node("first", held);
    HeldJob again = new HeldJob("held", Duration.ofMinutes(5));
    first.start();
    held.awaitHeld();
    Node second = node("second", again);
    second.start();
    await().until(second.vitals::isPicking);

    first.die();
    long diedNanos = System.nanoTime();
    await().atMost(Duration.ofSeconds(20)).until(() -> again.started() == 1);
    assertThat(Duration.ofNanos(System.nanoTime() - diedNanos)).isLessThan(Duration.ofSeconds(10));
    await()
        .untilAsserted(
            () ->
                assertThat(history("held"))
                    .containsExactly("first SCHEDULE ABANDONED", "second SCHEDULE DONE"));

    first.comeBack();
    held.release();
    await().until(() -> first.runs.underWay().isEmpty());
    assertThat(history("held")).containsExactly("first SCHEDULE ABANDONED", "second SCHEDULE DONE");
  }

  @Test
  void two_nodes_share_a_job_and_it_never_runs_twice_at_once() {
    HeldJob shared = new HeldJob("shared", Duration.ofMillis(1));
    Node first = node("first", shared);
    Node second = node("second", shared);
    first.start();
    second.start();

    await()
        .untilAsserted(
            () -> {
              second.jobs.run("shared");
              assertThat(shared.started()).isGreaterThanOrEqualTo(20);
            });

    assertThat(shared.atOnceMax()).isEqualTo(1);
    assertThat(second.jobs.standings().getFirst().late()).isFalse();
  }

  @Test
  void stopping_lets_a_run_under_way_end_and_starts_none() throws Exception {
    HeldJob held = new HeldJob("held", Duration.ofMillis(1));
    held.holdRuns();
    Node first = node("first", held);
    first.start();
    held.awaitHeld();
    CountDownLatch stopped = new CountDownLatch(1);
    first.schedule.stop(stopped::countDown);
    await().until(first.schedule::isDraining);
    assertThat(stopped.getCount()).isEqualTo(1);

    held.release();
    assertThat(stopped.await(5, TimeUnit.SECONDS)).isTrue();

    assertThat(first.vitals.left()).isEmpty();
    assertThat(history("held")).containsExactly("first SCHEDULE DONE");
  }

  private Node node(String name, RecurringJob job) {
    Node node = new Node(name, job);
    nodes.add(node);
    return node;
  }

  private List<String> history(String job) {
    return table.history(job, 100).reversed().stream()
        .map(
            run ->
                run.instance()
                    + " "
                    + run.trigger()
                    + " "
                    + run.end().map(end -> end.result().name()).orElse("under way"))
        .toList();
  }

  /** What of a process counts here: its schedule, its runs, its thread that keeps them alive. */
  private final class Node {

    final CutCable cable = new CutCable(dataSource);
    final JobRuns runs;
    final Jobs jobs;
    final Vitals vitals = new Vitals();
    final JobSchedule schedule;
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();
    private volatile @Nullable Future<?> beating;
    private volatile boolean dead;

    Node(String name, RecurringJob job) {
      Instance instance = new Instance(new ProcessSettings(List.of("scheduler"), name));
      runs = new JobRuns(table, events, transaction, CLOCK, instance);
      jobs = new Jobs(List.of(job), runs, table, CLOCK);
      schedule = new JobSchedule(cable, jobs, runs, CLOCK, instance, SETTINGS, ROLES, vitals);
    }

    void start() {
      schedule.start();
      beating = heart.scheduleWithFixedDelay(this::watchOver, 0, 1, TimeUnit.SECONDS);
    }

    private void watchOver() {
      if (!dead) {
        runs.watchOver();
      }
    }

    void die() {
      dead = true;
      cable.cut = true;
    }

    void comeBack() {
      cable.cut = false;
    }

    void stop() {
      schedule.stop();
      if (beating != null) {
        beating.cancel(false);
      }
      heart.shutdown();
    }
  }

  /** A database that can be out of reach. */
  private static final class CutCable extends DelegatingDataSource {

    volatile boolean cut;

    CutCable(DataSource target) {
      super(target);
    }

    @Override
    public Connection getConnection() throws SQLException {
      if (cut) {
        throw new SQLException("the cable is cut");
      }
      return super.getConnection();
    }
  }
}
