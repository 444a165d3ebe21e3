package ai.agentbar.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
 * none, a longer one after a failure, and looks at the stop signal between steps; only {@link
 * #restart} interrupts a step, and only one that does not end. Stopping waits for the steps that
 * are under way and for what they started, up to {@code agentbar.work.drain-within}; what is not
 * done then is named by the process' last word and taken over by lease.
 *
 * <p>With {@code agentbar.work.automatic=false} nothing runs by itself and {@link #settle} does it
 * all: for tests, which move the clock and then let work settle.
 */
@Service
public class WorkLoops implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(WorkLoops.class);
  private static final int SETTLE_ROUNDS_MAX = 10_000;

  /** How long a restart waits for steps under way, and then for those it interrupted. */
  private static final Duration RESTART_STEP_MAX = Duration.ofSeconds(2);

  private static final Duration RESTART_INTERRUPTED_MAX = Duration.ofSeconds(1);

  private final List<Work> works;
  private final WorkSettings settings;
  private final Vitals vitals;
  private final List<WorkLoop> loops = new ArrayList<>();
  private volatile boolean running;

  /**
   * What a restart did here.
   *
   * @param loops how many were started anew
   * @param interrupted those whose step did not end by itself
   * @param abandoned those that did not even end then: their threads are left behind, and what they
   *     had claimed falls to the next owner
   */
  record Restarted(int loops, List<String> interrupted, List<String> abandoned) {}

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
    running = true;
    works.forEach(this::startLoop);
  }

  @Override
  public void stop(Runnable stopped) {
    Phases.stopAside("work-drain", this::stop, stopped);
  }

  @Override
  public synchronized void stop() {
    running = false;
    long until = System.nanoTime() + settings.drainWithin().toNanos();
    loops.forEach(loop -> loop.drain(until));
    List<String> late = new ArrayList<>();
    for (WorkLoop loop : loops) {
      if (!loop.endedWithin(Duration.ofNanos(until - System.nanoTime())) || loop.left() > 0) {
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
    return running;
  }

  /**
   * Ends every loop of a role and starts it anew; one that hangs is interrupted, and left behind
   * where it does not even end then. A loop that was left behind takes no further step if it wakes
   * up, and what it still writes is refused by its fencing token.
   */
  synchronized Restarted restart(Role role) {
    List<WorkLoop> old = loops.stream().filter(loop -> loop.isOf(role)).toList();
    old.forEach(WorkLoop::end);
    List<WorkLoop> hanging = notEndedWithin(old, RESTART_STEP_MAX);
    hanging.forEach(WorkLoop::interrupt);
    List<WorkLoop> abandoned = notEndedWithin(hanging, RESTART_INTERRUPTED_MAX);
    loops.removeAll(old);
    old.forEach(vitals::ended);
    if (running) {
      old.forEach(loop -> startLoop(loop.work()));
    }
    return new Restarted(old.size(), names(hanging), names(abandoned));
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

  private void startLoop(Work work) {
    WorkLoop loop = WorkLoop.start(work);
    loops.add(loop);
    vitals.runs(loop);
  }

  private static List<WorkLoop> notEndedWithin(List<WorkLoop> ending, Duration wait) {
    long until = System.nanoTime() + wait.toNanos();
    return ending.stream()
        .filter(loop -> !loop.endedWithin(Duration.ofNanos(until - System.nanoTime())))
        .toList();
  }

  private static List<String> names(List<WorkLoop> some) {
    return some.stream().map(WorkLoop::name).sorted().toList();
  }
}
