package ai.agentbar.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.agentbar.event.Origin.Component;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How loops end: with what their steps started, and not without saying what they left. */
class WorkLoopsTest {

  private static final Duration DRAIN_WITHIN = Duration.ofMillis(300);
  private static final WorkSettings SETTINGS =
      new WorkSettings(true, Duration.ofSeconds(30), DRAIN_WITHIN);

  private final Vitals vitals = new Vitals();
  private final Starting work = new Starting();
  private final WorkLoops loops =
      new WorkLoops(
          List.of(work), new Roles(new ProcessSettings(List.of("worker"), null)), SETTINGS, vitals);

  @Test
  void what_a_step_left_under_way_is_ended_after_the_last_step_and_nothing_is_left() {
    work.pieceEnds();
    loops.start();
    await().until(() -> work.steps.get() > 0);

    loops.stop();

    int steps = work.steps.get();
    assertThat(work.drains).hasValue(1);
    assertThat(work.stepsAtDrain).hasValue(steps);
    assertThat(work.longest).isNotNull().isLessThanOrEqualTo(DRAIN_WITHIN);
    assertThat(vitals.left()).isEmpty();
  }

  @Test
  void what_does_not_end_in_time_is_named() {
    loops.start();
    await().until(() -> work.steps.get() > 0);

    loops.stop();

    assertThat(work.drains).hasValue(1);
    assertThat(vitals.left()).containsExactly("starting");
  }

  @Test
  void a_work_that_stumbles_while_it_ends_is_named_since_nobody_knows_what_it_left() {
    work.stumbles = true;
    loops.start();

    loops.stop();

    assertThat(vitals.left()).containsExactly("starting");
  }

  @Test
  void a_loop_that_starts_anew_goes_on_with_what_is_under_way() {
    loops.start();
    await().until(() -> work.steps.get() > 0);

    loops.restart(Role.WORKER);

    int steps = work.steps.get();
    await().until(() -> work.steps.get() > steps);
    assertThat(work.drains).hasValue(0);
    work.pieceEnds();
    loops.stop();
  }

  /** Its steps return while a piece they started goes on. */
  private static final class Starting implements Work {

    private final AtomicInteger steps = new AtomicInteger();
    private final AtomicInteger drains = new AtomicInteger();
    private final AtomicInteger stepsAtDrain = new AtomicInteger();
    private final CountDownLatch piece = new CountDownLatch(1);
    private volatile @Nullable Duration longest;
    private volatile boolean stumbles;

    void pieceEnds() {
      piece.countDown();
    }

    @Override
    public String name() {
      return "starting";
    }

    @Override
    public Component component() {
      return Component.WORKER;
    }

    @Override
    public int step() {
      steps.incrementAndGet();
      return 0;
    }

    @Override
    public int drain(Duration within) {
      if (stumbles) {
        throw new IllegalStateException("the database is gone");
      }
      drains.incrementAndGet();
      stepsAtDrain.set(steps.get());
      longest = within;
      try {
        return piece.await(within.toNanos(), TimeUnit.NANOSECONDS) ? 0 : 1;
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return 1;
      }
    }
  }
}
