package ai.agentbar.watch.rows;

import static org.awaitility.Awaitility.await;

import ai.agentbar.job.Jobs;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Workers, schedulers and jobs that stop, and people who do not sign. */
final class ProcessDrills {

  private static final Duration NONE = Duration.ofSeconds(1);

  /**
   * A heart that beat 15 seconds ago counts as alive, and a second later it does not; judging four
   * times takes one second of them.
   */
  private static final Duration ALIVE = Duration.ofSeconds(14);

  /** Shorter than what the metrics may be behind before they say nothing. */
  private static final Duration STRIDE = Duration.ofSeconds(5);

  private static final Duration HOLD = Duration.ofSeconds(30);

  /** The limit of the reconciliation, and how long after a question its next one is due. */
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final Duration DUE = Duration.ofMinutes(2).plusSeconds(16);

  private final World world;
  private final Buyers buyers;
  private final OnCall onCall;

  ProcessDrills(World world, Buyers buyers, OnCall onCall) {
    this.world = world;
    this.buyers = buyers;
    this.onCall = onCall;
  }

  Map<String, Drill> all() {
    return Map.of(
        "worker", worker(),
        "scheduler", scheduler(),
        "timeout", timeout(),
        "unsigned", unsigned());
  }

  private Drill worker() {
    return new Drill(
        "worker_down",
        HOLD,
        () -> world.pass(ALIVE),
        () -> {
          world.press("{\"worker_frozen\": true}");
          beatUntil("worker_alive", 0);
          world.judged();
        },
        () -> {
          world.mend();
          beatUntil("worker_alive", 1);
          world.judged();
          world.pass(HOLD);
        });
  }

  /** Of two beats of one moment the first counts, so each has a moment of its own. */
  private void beatUntil(String metric, double value) {
    await(metric + " is " + value)
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              world.clock.move(Duration.ofMillis(100));
              world.beat();
              return world.metric(metric) == value;
            });
  }

  private Drill scheduler() {
    return new Drill(
        "scheduler_down",
        HOLD,
        () -> {
          world.beat();
          world.schedule().stop();
          world.pass(ALIVE);
        },
        () -> world.pass(NONE),
        () -> {
          world.schedule().start();
          beatUntil("scheduler_alive", 1);
          world.judged();
          world.pass(HOLD);
        });
  }

  /** Midtrans is slow to answer the reconciliation, which is over after its limit, or beyond. */
  private Drill timeout() {
    return new Drill(
        "job_timeout",
        NONE,
        () -> {
          String order = buyers.order();
          buyers.choose(order, "gopay");
          World.until("its method is known", () -> isMethodKnown(order));
          world.press("{\"status_slow_ms\": 9000}");
          reconcileFor(LIMIT);
        },
        () -> reconcileFor(LIMIT.plusSeconds(1)),
        () -> {
          world.mend();
          buyers.payAll();
          world.judged();
          world.pass(Duration.ofMinutes(10));
        });
  }

  private void reconcileFor(Duration length) {
    World.until("no reconciliation runs", () -> running().isEmpty() && isPlanned());
    world.clock.move(DUE);
    world.beat();
    Instant begun = untilOneRuns();
    while (world.clock.instant().isBefore(begun.plus(length))) {
      Duration left = Duration.between(world.clock.instant(), begun.plus(length));
      world.clock.move(left.compareTo(STRIDE) > 0 ? STRIDE : left);
      world.beat();
      world.counted();
    }
    World.until("it has ended", () -> running().isEmpty());
    world.counted();
  }

  /** Time goes by until one does: the next may be planned a little later. */
  private Instant untilOneRuns() {
    return await("the reconciliation runs")
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(700))
        .until(
            () -> {
              Optional<Instant> begun = running();
              if (begun.isEmpty()) {
                world.clock.move(STRIDE);
                world.beat();
              }
              return begun;
            },
            Optional::isPresent)
        .orElseThrow();
  }

  /** The next run is planned by the clock, when the last one was handed back. */
  private boolean isPlanned() {
    return world
        .database()
        .sql("select not picked from scheduled_tasks where task_name = 'reconciliation'")
        .query(Boolean.class)
        .single();
  }

  /** From then on it is due after minutes. */
  private boolean isMethodKnown(String order) {
    return world
        .database()
        .sql("select method is not null from payment_reconciliation where order_id = :order")
        .param("order", order)
        .query(Boolean.class)
        .single();
  }

  private Optional<Instant> running() {
    return world
        .database()
        .sql("select started_at from job_run where job = 'reconciliation' and ended_at is null")
        .query((row, _) -> row.getObject("started_at", OffsetDateTime.class).toInstant())
        .optional();
  }

  /** The checklist of the next morning, which ends at three, is to be signed by five o'clock. */
  private Drill unsigned() {
    return new Drill(
        "checklist_unsigned",
        NONE,
        () -> {
          signAll();
          Instant tomorrow = world.clock.instant().plus(Duration.ofDays(1));
          world.pass(Duration.between(world.clock.instant(), atFive(tomorrow).minusSeconds(2)));
          signWhatIsOverdue();
        },
        () -> {
          world.pass(Duration.ofSeconds(3));
          fill();
        },
        () -> {
          signAll();
          world.judged();
        });
  }

  private Instant atFive(Instant day) {
    return day.atZone(onCall.playbook().zone())
        .toLocalDate()
        .atTime(17, 0)
        .atZone(onCall.playbook().zone())
        .toInstant();
  }

  private void fill() {
    world.program().getBean(Jobs.class).run("checklist");
  }

  private void signAll() {
    fill();
    onCall.ask("/checklists").path("checklists").forEach(this::sign);
  }

  private void signWhatIsOverdue() {
    fill();
    onCall
        .ask("/checklists")
        .path("checklists")
        .valueStream()
        .filter(it -> Instant.parse(it.path("sign_by").asString()).isBefore(world.clock.instant()))
        .forEach(this::sign);
    world.untilMetric("checklist_unsigned", 0);
  }

  private void sign(JsonNode checklist) {
    if (checklist.path("signed_by").isMissingNode() || checklist.path("signed_by").isNull()) {
      onCall.send(
          "/checklists/%d/sign".formatted(checklist.path("id").asLong()), "{\"tickets\":0}");
    }
  }
}
