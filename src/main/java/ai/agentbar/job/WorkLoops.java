package ai.agentbar.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Service;

/**
 * Runs every {@link Work} of the process whose role the process has.
 *
 * <p>Threads: one virtual thread a kind of work, named {@code <component>-<work>}, so a stalled one
 * delays no other. A loop steps again at once while there is work, rests a moment when there is
 * none, a longer one after a failure, and looks at the stop signal between steps; nothing is
 * interrupted in the middle of a step. Stopping waits for the steps that are under way, up to
 * {@code agentbar.work.drain-within}; what is not done then is taken over by lease.
 *
 * <p>With {@code agentbar.work.automatic=false} nothing runs by itself and {@link #settle} does it
 * all: for tests, which move the clock and then let work settle.
 */
@Service
public class WorkLoops implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(WorkLoops.class);
  private static final int SETTLE_ROUNDS_MAX = 10_000;

  private final List<Work> works;
  private final WorkSettings settings;
  private final Vitals vitals;
  private final List<WorkLoop> loops = new ArrayList<>();
  private volatile CountDownLatch stop = new CountDownLatch(0);

  /**
   * Asks for the works itself: injected as a list, a work that ends early would take all loops with
   * it, since Spring ends whoever depends on a bean before that bean.
   */
  @Autowired
  WorkLoops(ObjectProvider<Work> works, Roles roles, WorkSettings settings, Vitals vitals) {
    this(works.orderedStream().toList(), roles, settings, vitals);
  }

  WorkLoops(List<Work> works, Roles roles, WorkSettings settings, Vitals vitals) {
    this.works = works.stream().filter(work -> roles.includeAnyOf(work.roles())).toList();
    this.settings = settings;
    this.vitals = vitals;
  }

  @Override
  public boolean isAutoStartup() {
    return settings.automatic();
  }

  @Override
  public int getPhase() {
    return Phases.WORK;
  }

  @Override
  public synchronized void start() {
    CountDownLatch signal = new CountDownLatch(1);
    stop = signal;
    works.forEach(work -> loops.add(WorkLoop.start(work, signal)));
    loops.forEach(vitals::runs);
  }

  @Override
  public void stop(Runnable stopped) {
    Phases.stopAside("work-drain", this::stop, stopped);
  }

  @Override
  public synchronized void stop() {
    stop.countDown();
    long until = System.nanoTime() + settings.drainWithin().toNanos();
    List<String> late = new ArrayList<>();
    for (WorkLoop loop : loops) {
      if (!loop.endedWithin(Duration.ofNanos(until - System.nanoTime()))) {
        late.add(loop.name());
        LOG.warn(
            "{} did not end within {}; its rows fall to the next owner",
            loop.name(),
            settings.drainWithin());
      }
      vitals.ended(loop);
    }
    vitals.leave(late);
    loops.clear();
  }

  @Override
  public boolean isRunning() {
    return stop.getCount() > 0;
  }

  /**
   * Steps through all work in the caller's thread until none has anything to do; failures surface.
   */
  public void settle() {
    for (int round = 0; round < SETTLE_ROUNDS_MAX; round++) {
      int moved = 0;
      for (Work work : works) {
        moved += WorkLoop.step(work);
      }
      if (moved == 0) {
        return;
      }
    }
    throw new IllegalStateException("work does not settle: each step makes more of it");
  }
}
