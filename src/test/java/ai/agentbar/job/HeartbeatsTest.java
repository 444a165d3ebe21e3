package ai.agentbar.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.agentbar.event.EventLog;
import ai.agentbar.event.Origin.Component;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@RoomTest
class HeartbeatsTest {

  private static final WorkSettings QUICK =
      new WorkSettings(true, Duration.ofMillis(20), Duration.ofMillis(200));

  @Autowired ConfigurableApplicationContext context;
  @Autowired JobRuns runs;
  @Autowired HeartbeatTable table;
  @Autowired EventLog events;
  @Autowired TransactionTemplate transaction;
  @Autowired MovableClock clock;
  @Autowired JdbcClient jdbc;
  private final Vitals vitals = new Vitals();
  private long lastEvent;

  @BeforeEach
  void fromHere() {
    jdbc.sql("delete from job_heartbeat").update();
    lastEvent = jdbc.sql("select coalesce(max(id), 0) from event").query(Long.class).single();
  }

  @Test
  void each_role_beats_and_a_scheduler_that_picks_nothing_does_not() {
    heart(roles("api", "worker", "scheduler", "watch")).beat();

    assertThat(beats()).containsExactly("API one ", "WATCH one ", "WORKER one ");
    assertThat(told())
        .containsExactly(
            "api API one DEBUG ", "worker WORKER one DEBUG ", "watch WATCH one DEBUG ");
  }

  @Test
  void a_process_beats_for_its_own_roles_only() {
    heart(roles("worker")).beat();

    assertThat(beats()).containsExactly("WORKER one ");
  }

  @Test
  void a_frozen_loop_stops_neither_the_heart_nor_the_other_loops_and_is_named() {
    CountDownLatch thaw = new CountDownLatch(1);
    AtomicReference<String> thread = new AtomicReference<>("");
    Work frozen = work("inbox", Component.WORKER, () -> freeze(thaw, thread));
    Work fine = work("metric-fold", Component.WATCH, () -> {});
    WorkLoops loops = new WorkLoops(List.of(frozen, fine), roles("worker", "watch"), QUICK, vitals);
    Heartbeats heart = heart(roles("worker", "watch"));
    loops.start();
    heart.start();
    try {
      await().untilAsserted(() -> assertThat(stalled(Role.WORKER)).containsExactly("inbox"));
      heart.beat();
      assertThat(beats()).containsExactly("WATCH one ", "WORKER one inbox");
      assertThat(thread.get()).isEqualTo("worker-inbox");
    } finally {
      thaw.countDown();
    }
    await().untilAsserted(() -> assertThat(stalled(Role.WORKER)).isEmpty());
    loops.stop();
    heart.stop();
    assertThat(told()).last().isEqualTo("api  one INFO ");
  }

  @Test
  void who_was_killed_on_this_host_is_told_dead_once_and_who_lives_or_is_elsewhere_is_not()
      throws IOException, InterruptedException {
    Instance own = new Instance(new ProcessSettings(List.of("worker"), null));
    String host = own.name().substring(0, own.name().lastIndexOf('-') + 1);
    Process killed = new ProcessBuilder("true").start();
    killed.waitFor();
    Instant before = clock.instant();
    table.beat(host + killed.pid(), Role.WORKER, "", before);
    table.beat(host + killed.pid(), Role.API, "", before);
    table.beat(own.name(), Role.API, "", before);
    table.beat("elsewhere-" + killed.pid(), Role.WORKER, "", before);

    Heartbeats heart = heart(roles("worker"), own);
    heart.start();
    heart.stop();
    Heartbeats next = heart(roles("worker"), own);
    next.start();
    next.stop();

    assertThat(
            jdbc.sql(
                    """
                    select fields ->> 'instance' from event where event = 'DIED' and id > :last
                    """)
                .param("last", lastEvent)
                .query(String.class)
                .list())
        .containsExactly(host + killed.pid());
    assertThat(table.all(10))
        .extracting(LifeSigns.Sign::instance)
        .containsExactly("elsewhere-" + killed.pid());
  }

  @Test
  void what_does_not_end_in_time_is_named_in_the_last_word() {
    CountDownLatch thaw = new CountDownLatch(1);
    Work frozen = work("inbox", Component.WORKER, () -> freeze(thaw, new AtomicReference<>("")));
    WorkLoops loops = new WorkLoops(List.of(frozen), roles("worker"), QUICK, vitals);
    Heartbeats heart = heart(roles("worker"));
    loops.start();
    await().until(() -> !stalled(Role.WORKER).isEmpty());

    loops.stop();
    heart.stop();
    thaw.countDown();

    assertThat(vitals.left()).containsExactly("inbox");
    assertThat(
            jdbc.sql("select fields ->> 'left' from event where event = 'STOPPED' and id > :last")
                .param("last", lastEvent)
                .query(String.class)
                .single())
        .isEqualTo("inbox");
  }

  @Test
  void a_loop_runs_where_its_role_is_and_nowhere_else() {
    AtomicReference<String> moved = new AtomicReference<>("");
    Work worker =
        work("inbox", Component.WORKER, () -> moved.accumulateAndGet("w", String::concat));
    Work watch = work("fold", Component.WATCH, () -> moved.accumulateAndGet("f", String::concat));
    Work door =
        work("rejected", Component.WEBHOOK, () -> moved.accumulateAndGet("r", String::concat));
    List<Work> all = List.of(worker, watch, door);

    new WorkLoops(all, roles("worker"), QUICK, vitals).settle();
    assertThat(moved.get()).isEqualTo("w");
    new WorkLoops(all, roles("api", "WATCH"), QUICK, vitals).settle();
    assertThat(moved.get()).isEqualTo("wfr");
  }

  /** Spring ends whoever depends on a bean before that bean, whatever their phases say. */
  @Test
  void requests_end_before_the_loops_and_the_loops_before_the_heart() {
    Map<String, SmartLifecycle> all = context.getBeansOfType(SmartLifecycle.class);
    Set<String> work = Set.of("workLoops", "jobSchedule");
    assertThat(all.keySet()).containsAll(work).contains("heartbeats", "webServerGracefulShutdown");

    all.forEach(
        (name, bean) -> {
          List<String> draggedAlong = List.of(context.getBeanFactory().getDependentBeans(name));
          if (bean.getPhase() > Phases.WORK) {
            assertThat(draggedAlong).as(name).doesNotContainAnyElementsOf(work);
          }
          if (bean.getPhase() > Phases.HEART) {
            assertThat(draggedAlong).as(name).doesNotContain("heartbeats");
          }
        });
    assertThat(all)
        .extractingByKeys("webServerGracefulShutdown", "webServerStartStop")
        .allSatisfy(bean -> assertThat(bean.getPhase()).isGreaterThan(Phases.WORK));
    assertThat(Phases.WORK).isGreaterThan(Phases.HEART);
  }

  private List<String> stalled(Role role) {
    return vitals.stalled(role, QUICK.stalledAfter());
  }

  private Heartbeats heart(Roles roles) {
    return heart(roles, new Instance(new ProcessSettings(List.of("api"), "one")));
  }

  private Heartbeats heart(Roles roles, Instance instance) {
    return new Heartbeats(roles, instance, vitals, runs, table, events, transaction, clock, QUICK);
  }

  private static Roles roles(String... names) {
    return new Roles(new ProcessSettings(List.of(names), null));
  }

  private static Work work(String name, Component component, Runnable step) {
    return new Work() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Component component() {
        return component;
      }

      @Override
      public int step() {
        step.run();
        return 0;
      }
    };
  }

  private static void freeze(CountDownLatch thaw, AtomicReference<String> thread) {
    thread.set(Thread.currentThread().getName());
    try {
      thaw.await();
    } catch (InterruptedException failure) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(failure);
    }
  }

  private List<String> beats() {
    return jdbc.sql(
            "select role || ' ' || instance || ' ' || stalled from job_heartbeat order by role")
        .query((row, _) -> row.getString(1))
        .list();
  }

  private List<String> told() {
    return jdbc.sql(
            """
            select component || ' ' || coalesce(fields ->> 'role', '') || ' '
                   || (fields ->> 'instance') || ' ' || level || ' '
                   || coalesce(fields ->> 'stalled', fields ->> 'left')
            from event
            where id > :last
              and event_type in ('HEARTBEAT', 'SYSTEM')
            order by id
            """)
        .param("last", lastEvent)
        .query((row, _) -> row.getString(1))
        .list();
  }
}
