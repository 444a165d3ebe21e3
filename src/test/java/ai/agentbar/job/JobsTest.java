package ai.agentbar.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@RoomTest
class JobsTest {

  @Autowired JobRuns runs;
  @Autowired JobRunTable table;
  @Autowired MovableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired Jobs programs;
  private HeldJob job;
  private Jobs jobs;
  private long lastEvent;

  @BeforeEach
  void aJobOfOurOwn() {
    jdbc.sql("delete from job_run").update();
    job = new HeldJob("held", Duration.ofMinutes(5));
    jobs = new Jobs(List.of(job), runs, table, clock);
    lastEvent = jdbc.sql("select coalesce(max(id), 0) from event").query(Long.class).single();
  }

  @Test
  void a_run_is_remembered_with_its_start_end_rows_and_instance() {
    job.onRun(
        () -> {
          clock.move(Duration.ofMillis(250));
          return 3;
        });
    Instant start = clock.instant();

    JobOutcome outcome = jobs.run("held");

    assertThat(outcome)
        .isEqualTo(new JobOutcome.Ended(JobResult.DONE, 3, Duration.ofMillis(250), null));
    JobRun run = jobs.history("held", 10).getFirst();
    assertThat(run.startedAt()).isEqualTo(start);
    assertThat(run.trigger()).isEqualTo(JobTrigger.BUTTON);
    assertThat(run.instance()).endsWith("-" + ProcessHandle.current().pid());
    assertThat(run.end()).contains(new JobRun.End(start.plusMillis(250), JobResult.DONE, 3, ""));
    assertThat(told()).containsExactly("JOB_STARTED DEBUG  0", "JOB_FINISHED INFO DONE 3");
  }

  @Test
  void a_run_that_finds_nothing_to_do_is_told_quietly() {
    jobs.run("held", JobTrigger.SCHEDULE);

    assertThat(told()).containsExactly("JOB_STARTED DEBUG  0", "JOB_FINISHED DEBUG DONE 0");
  }

  @Test
  void a_run_that_throws_is_recorded_failed_and_the_next_one_may_start() {
    job.onRun(
        () -> {
          throw new IllegalStateException("no such luck");
        });

    assertThat(jobs.run("held"))
        .isEqualTo(
            new JobOutcome.Ended(
                JobResult.FAILED,
                0,
                Duration.ZERO,
                "java.lang.IllegalStateException: no such luck"));
    assertThat(told()).containsExactly("JOB_STARTED DEBUG  0", "JOB_FINISHED ERROR FAILED 0");
    job.onRun(() -> 1);
    assertThat(((JobOutcome.Ended) jobs.run("held")).result()).isEqualTo(JobResult.DONE);
  }

  @Test
  void a_run_over_its_limit_is_told_once_while_it_still_runs_and_ends_as_timed_out()
      throws Exception {
    job.holdRuns();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<JobOutcome> run = threads.submit(() -> jobs.run("held"));
      job.awaitHeld();
      clock.move(job.limit());
      runs.watchOver();
      assertThat(told()).containsExactly("JOB_STARTED DEBUG  0");

      clock.move(Duration.ofMillis(1));
      runs.watchOver();
      runs.watchOver();
      assertThat(told()).containsExactly("JOB_STARTED DEBUG  0", "JOB_OVER_LIMIT WARN  0");
      assertThat(jobs.standings().getFirst().lastRun().orElseThrow().end()).isEmpty();

      job.release();
      assertThat(((JobOutcome.Ended) run.get()).result()).isEqualTo(JobResult.TIMED_OUT);
    }
    assertThat(told())
        .containsExactly(
            "JOB_STARTED DEBUG  0", "JOB_OVER_LIMIT WARN  0", "JOB_FINISHED INFO TIMED_OUT 0");
  }

  @Test
  void a_job_that_runs_is_refused_with_who_runs_it_and_since_when() throws Exception {
    Instant start = clock.instant();
    job.holdRuns();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<JobOutcome> run = threads.submit(() -> jobs.run("held"));
      job.awaitHeld();

      assertThat(jobs.run("held"))
          .isInstanceOfSatisfying(
              JobOutcome.AlreadyRunning.class,
              refused -> assertThat(refused.since()).isEqualTo(start));
      job.release();
      assertThat(run.get()).isInstanceOf(JobOutcome.Ended.class);
    }
    assertThat(jobs.history("held", 10)).hasSize(1);
  }

  @Test
  void of_sixteen_who_want_to_run_a_job_at_once_never_two_do() throws Exception {
    List<Future<JobOutcome>> wishes = new ArrayList<>();
    job.holdRuns();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 16; i++) {
        wishes.add(threads.submit(() -> jobs.run("held")));
      }
      job.awaitHeld();
      job.release();
    }

    long ran = 0;
    for (Future<JobOutcome> wish : wishes) {
      ran += wish.get() instanceof JobOutcome.Ended ? 1 : 0;
    }
    assertThat(job.atOnceMax()).isEqualTo(1);
    assertThat(jobs.history("held", 100)).hasSize((int) ran);
  }

  @Test
  void a_run_without_a_sign_of_life_is_abandoned_and_its_late_owner_records_nothing()
      throws Exception {
    job.holdRuns();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<JobOutcome> late = threads.submit(() -> jobs.run("held"));
      job.awaitHeld();
      clock.move(JobRuns.DEAD_AFTER);
      assertThat(runs.abandonSilent(null)).isZero();
      clock.move(Duration.ofMillis(1));
      programs.run("self-check");
      assertThat(jobs.history("held", 1).getFirst().end().orElseThrow().result())
          .isEqualTo(JobResult.ABANDONED);

      job.release();
      assertThat(((JobOutcome.Ended) late.get()).result()).isEqualTo(JobResult.ABANDONED);
    }
    assertThat(jobs.history("held", 1).getFirst().end().orElseThrow().result())
        .isEqualTo(JobResult.ABANDONED);
    assertThat(told())
        .contains("JOB_ABANDONED WARN ABANDONED 0")
        .filteredOn(it -> it.startsWith("JOB_FINISHED"))
        .containsExactly("JOB_FINISHED INFO DONE 1");
  }

  @Test
  void a_job_is_late_when_its_interval_and_the_tolerance_have_passed_and_not_while_it_runs()
      throws Exception {
    jobs.run("held");
    assertThat(jobs.standings().getFirst().dueAt()).contains(clock.instant().plus(job.every()));
    clock.move(job.every().plus(JobStanding.START_TOLERANCE));
    assertThat(jobs.standings().getFirst().late()).isFalse();
    clock.move(Duration.ofMillis(1));
    assertThat(jobs.standings().getFirst().late()).isTrue();

    job.holdRuns();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<JobOutcome> run = threads.submit(() -> jobs.run("held"));
      job.awaitHeld();
      assertThat(jobs.standings().getFirst().late()).isFalse();
      job.release();
      run.get();
    }
  }

  @Test
  void the_self_check_forgets_old_runs_and_silent_instances() {
    jobs.run("held");
    jdbc.sql(
            "insert into job_heartbeat (instance, role, beat_at, stalled) values ('gone', 'WORKER', :at, '')")
        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
    clock.move(Duration.ofDays(1).plusMillis(1));
    programs.run("self-check");
    assertThat(count("select count(*) from job_heartbeat where instance = 'gone'")).isZero();
    assertThat(jobs.history("held", 10)).hasSize(1);

    clock.move(Duration.ofDays(29));
    programs.run("self-check");
    assertThat(jobs.history("held", 10)).isEmpty();
  }

  @Test
  void an_unknown_job_is_answered_with_the_names_there_are() {
    assertThatThrownBy(() -> programs.run("reconcile"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no job 'reconcile'")
        .hasMessageContaining("self-check");
  }

  @Test
  void a_job_is_not_run_inside_a_transaction() {
    assertThatThrownBy(() -> transaction.execute(_ -> jobs.run("held")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(jobs.history("held", 10)).isEmpty();
  }

  private List<String> told() {
    return jdbc.sql(
            """
            select event || ' ' || level || ' ' || coalesce(fields ->> 'result', '') || ' '
                   || coalesce(fields ->> 'rows', '0')
            from event
            where id > :last
              and event_type = 'JOB_RUN'
              and not (fields ->> 'job' = 'self-check' and event = 'JOB_STARTED')
            order by id
            """)
        .param("last", lastEvent)
        .query((row, _) -> row.getString(1))
        .list();
  }

  private long count(String sql) {
    return jdbc.sql(sql).query(Long.class).single();
  }
}
