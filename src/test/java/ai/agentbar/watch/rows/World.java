package ai.agentbar.watch.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.agentbar.event.Subscriptions;
import ai.agentbar.job.JobStanding;
import ai.agentbar.job.Jobs;
import ai.agentbar.job.Pulse;
import ai.agentbar.testing.Http;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.watch.alert.LastJudgement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The program that runs, the sandbox around it, and the clock of both. The clock stands still but
 * for {@link #pass} and {@link #judged}; work goes on by itself all the while.
 */
final class World {

  private static final Duration SOON = Duration.ofSeconds(30);

  private static final Duration AT_ONCE = Duration.ofSeconds(2);

  private static final int MINUTES_MAX = 15;

  /** How far the metrics may say they are behind where nothing is left to fold. */
  private static final Duration COUNTED_WITHIN = Duration.ofMillis(500);

  private static final Duration SAMPLED_EVERY = Duration.ofSeconds(5);

  /** Rules are judged once in that time. */
  private static final Duration JUDGED_EVERY = Duration.ofMillis(250);

  final Http shop;
  final Http sandbox;
  final MovableClock clock;
  private final BeanFactory program;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Subscriptions events;
  private final LastJudgement judgement;
  private final String slackUrl;

  World(
      @Value("${agentbar.public-url}") String shopUrl,
      @Value("${agentbar.midtrans.snap-url}") String sandboxUrl,
      MovableClock clock,
      BeanFactory program,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Subscriptions events,
      LastJudgement judgement) {
    this.shop = new Http(shopUrl);
    this.sandbox = new Http(sandboxUrl);
    this.clock = clock;
    this.program = program;
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.events = events;
    this.judgement = judgement;
    this.slackUrl = sandboxUrl + "/slack";
  }

  /**
   * That much time goes by. The rules wait meanwhile until the jobs that are due have begun, the
   * hearts have beaten and all is counted and sampled at the new time: a jump is no silence.
   */
  void pass(Duration time) {
    until("nothing is under way", this::isQuiet);
    transaction.executeWithoutResult(
        _ -> {
          // Takes no transaction id, which would hold back whoever reads the events.
          jdbc.sql("lock table alert in exclusive mode").update();
          if (time.compareTo(SAMPLED_EVERY) > 0) {
            move(time.minus(SAMPLED_EVERY));
            untilHere("every job has begun that is due", this::isNoJobLate);
          }
          move(time.compareTo(SAMPLED_EVERY) > 0 ? SAMPLED_EVERY : time);
          untilHere("all is counted", () -> isCounted() && isSampled());
        });
    judged();
  }

  /**
   * Minute after minute goes by until it holds; for what comes to rights by itself, in its time.
   */
  void passUntil(String what, BooleanSupplier holds) {
    for (int minute = 0; minute < MINUTES_MAX && !isSoon(holds); minute++) {
      pass(Duration.ofMinutes(1));
    }
    until(what, holds);
  }

  private static boolean isSoon(BooleanSupplier holds) {
    try {
      patience(AT_ONCE).until(holds::getAsBoolean);
      return true;
    } catch (ConditionTimeoutException _) {
      return false;
    }
  }

  private void move(Duration time) {
    clock.move(time);
    // On a thread of its own, so that it has a transaction of its own.
    CompletableFuture.runAsync(this::beat).join();
  }

  /** Every rule was judged, twice, on all that was counted before. */
  void judged() {
    for (int i = 0; i < 2; i++) {
      clock.move(JUDGED_EVERY);
      until("the rules are judged", () -> !judgement.at().isBefore(clock.instant()));
    }
  }

  void beat() {
    Pulse.beat(program);
  }

  /** The metrics are complete until now. */
  void counted() {
    until("all is counted", this::isCounted);
  }

  void press(String switches) {
    assertThat(sandbox.put("/_sim/faults", switches).status()).as(switches).isEqualTo(200);
  }

  void mend() {
    sandbox.delete("/_sim/faults");
  }

  /** What {@code /metrics} says, all series of that name together. */
  double metric(String name) {
    return sum(shop.get("/metrics").text(), name);
  }

  /** -1 where the page does not name it. */
  static double sum(String page, String name) {
    return page.lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .reduce(Double::sum)
        .orElse(-1);
  }

  void untilMetric(String name, double value) {
    until(name + " is " + value, () -> metric(name) == value);
  }

  static void until(String what, BooleanSupplier holds) {
    patience(SOON).alias(what).until(holds::getAsBoolean);
  }

  private static ConditionFactory patience(Duration atMost) {
    return await().atMost(atMost).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20));
  }

  /** Below which Slack's hooks lie. */
  String slackUrl() {
    return slackUrl;
  }

  JdbcClient database() {
    return jdbc;
  }

  BeanFactory program() {
    return program;
  }

  /** Keeps the connection of its transaction busy, which must not idle for long. */
  private static void untilHere(String what, BooleanSupplier holds) {
    patience(SOON).alias(what).pollInSameThread().until(holds::getAsBoolean);
  }

  /** Whoever began before a jump would end long after it, and be taken for dead in between. */
  private boolean isQuiet() {
    return isNothingUnderWay() && (!schedule().isRunning() || isNoJobDue());
  }

  private boolean isNoJobDue() {
    return jdbc.sql(
            "select not exists (select 1 from scheduled_tasks where picked or execution_time <= :now)")
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .query(Boolean.class)
        .single();
  }

  SmartLifecycle schedule() {
    return program.getBean("jobSchedule", SmartLifecycle.class);
  }

  /**
   * A notification that is worked on for the first time is put off by its lease, so what it is due
   * says nothing.
   */
  private boolean isNothingUnderWay() {
    return jdbc.sql(
            """
            select not exists (select 1
                               from notification_outbox o
                                    join notification_channel c on c.channel = o.channel
                               where o.state = 'SENDING'
                                  or (o.due_at <= :now and c.paused_until <= :now))
               and not exists (select 1 from job_run where ended_at is null)
               and not exists (select 1 from payment_inbox_open
                               where state = 'WAITING'
                                 and (last_error is null or due_at <= :now))
               and not exists (select 1 from alert_lane where due_at is not null)
            """)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .query(Boolean.class)
        .single();
  }

  private boolean isNoJobLate() {
    return program.getBean(Jobs.class).standings().stream().noneMatch(JobStanding::late);
  }

  private boolean isSampled() {
    return jdbc.sql(
            "select coalesce(bool_and(sampled_at > :since), false) from metric_sample where metric = 'job_missed'")
        .param("since", clock.instant().minus(SAMPLED_EVERY).atOffset(ZoneOffset.UTC))
        .query(Boolean.class)
        .single();
  }

  private boolean isCounted() {
    Instant foldedUntil =
        jdbc.sql("select folded_until from metric_fold limit 1")
            .query((row, _) -> row.getObject("folded_until", OffsetDateTime.class).toInstant())
            .single();
    return !foldedUntil.isBefore(clock.instant().minus(COUNTED_WITHIN))
        && events.lag("metric", 1) == 0;
  }
}
