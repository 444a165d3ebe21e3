package ai.agentbar.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.agentbar.event.Origin.Component;
import ai.agentbar.testing.RoomTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Loops that hang, and the wish that they start anew. */
@RoomTest
class RestartTest {

  private static final WorkSettings SETTINGS =
      new WorkSettings(true, Duration.ofMillis(50), Duration.ofSeconds(1));

  private final Vitals vitals = new Vitals();
  private final AtomicBoolean isOver = new AtomicBoolean();

  @Autowired Restarts restarts;
  @Autowired Roles roles;
  @Autowired Instance instance;

  private @Nullable WorkLoops loops;

  @AfterEach
  void end() {
    isOver.set(true);
    if (loops != null) {
      loops.stop();
    }
  }

  @Test
  void a_loop_that_hangs_works_again_after_a_restart() {
    Hanging hanging = new Hanging(Component.WORKER);
    loops = loops(List.of(hanging));
    loops.start();
    await().until(() -> vitals.stalled(Role.WORKER, SETTINGS.stalledAfter()).contains("hanging"));

    WorkLoops.Restarted restarted = loops.restart(Role.WORKER);

    assertThat(restarted.interrupted()).containsExactly("hanging");
    assertThat(restarted.abandoned()).isEmpty();
    await().until(() -> hanging.done.get() > 0);
    assertThat(vitals.stalled(Role.WORKER, SETTINGS.stalledAfter())).isEmpty();
  }

  @Test
  void a_step_that_nothing_wakes_is_left_behind_and_its_work_goes_on_beside_it() {
    Deaf deaf = new Deaf();
    loops = loops(List.of(deaf));
    loops.start();
    await().until(() -> deaf.begun.get() == 1);

    WorkLoops.Restarted restarted = loops.restart(Role.WORKER);

    assertThat(restarted.abandoned()).containsExactly("deaf");
    await().until(() -> deaf.begun.get() > 1);
    int begun = deaf.begunByFirst.get();
    isOver.set(true);
    await().until(() -> deaf.firstEnded.getCount() == 0);
    assertThat(deaf.begunByFirst.get()).isEqualTo(begun);
  }

  @Test
  void loops_of_another_role_are_left_alone() {
    Hanging hanging = new Hanging(Component.WATCH);
    loops = loops(List.of(hanging));
    loops.start();
    await().until(() -> hanging.begun.get() == 1);

    assertThat(loops.restart(Role.WORKER).loops()).isZero();
    assertThat(hanging.begun.get()).isEqualTo(1);
  }

  @Test
  void a_wish_is_done_once_in_each_process_and_not_by_one_that_started_later() {
    Hanging here = new Hanging(Component.WORKER);
    loops = loops(List.of(here));
    loops.start();
    RestartWatch watch = new RestartWatch(restarts, loops, roles, instance, SETTINGS);
    watch.look();
    await().until(() -> here.begun.get() == 1);

    long wish = restarts.ask(Role.WORKER);
    RestartWatch later = new RestartWatch(restarts, loops, roles, instance, SETTINGS);
    later.look();
    later.look();
    assertThat(restarts.done(wish)).isEmpty();
    watch.look();
    watch.look();

    assertThat(restarts.done(wish))
        .containsExactly(new Restarts.Done(instance.name(), 1, "hanging", ""));
    await().until(() -> here.done.get() > 0);
  }

  private WorkLoops loops(List<Work> works) {
    return new WorkLoops(works, roles, SETTINGS, vitals);
  }

  /** Its first step hangs until it is interrupted. */
  private static final class Hanging implements Work {

    private final Component component;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();

    Hanging(Component component) {
      this.component = component;
    }

    @Override
    public String name() {
      return "hanging";
    }

    @Override
    public Component component() {
      return component;
    }

    @Override
    public int step() {
      if (begun.incrementAndGet() > 1) {
        done.incrementAndGet();
        return 0;
      }
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
      return 0;
    }
  }

  /** Its first step hangs until the test is over, whoever interrupts it. */
  private final class Deaf implements Work {

    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger begunByFirst = new AtomicInteger();
    private final CountDownLatch firstEnded = new CountDownLatch(1);
    private volatile @Nullable Thread first;

    @Override
    public String name() {
      return "deaf";
    }

    @Override
    public Component component() {
      return Component.WORKER;
    }

    @Override
    public int step() {
      if (begun.incrementAndGet() == 1) {
        first = Thread.currentThread();
        begunByFirst.incrementAndGet();
        while (!isOver.get()) {
          boolean _ = Thread.interrupted();
          LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        firstEnded.countDown();
      } else if (first == Thread.currentThread()) {
        begunByFirst.incrementAndGet();
      }
      return 0;
    }
  }
}
