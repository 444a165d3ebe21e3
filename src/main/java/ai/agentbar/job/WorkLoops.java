package ai.agentbar.job;

import ai.agentbar.event.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Service;

/**
 * Runs every {@link Work} of the process.
 *
 * <p>Threads: one virtual thread a kind of work, so a stalled one delays no other. A loop steps
 * again at once while there is work, rests {@link #REST} when there is none and {@link
 * #REST_AFTER_FAILURE} after a failure, and looks at the stop signal between steps; nothing is
 * interrupted in the middle of a step. Stopping waits {@link #STOP_MAX} for the steps that are
 * under way; what is not done then is taken over by lease.
 *
 * <p>With {@code agentbar.work.automatic=false} nothing runs by itself and {@link #settle} does it
 * all: for tests, which move the clock and then let work settle.
 */
@Service
public class WorkLoops implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(WorkLoops.class);
  private static final Duration REST = Duration.ofMillis(100);
  private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration STOP_MAX = Duration.ofSeconds(20);
  private static final int SETTLE_ROUNDS_MAX = 10_000;

  private final List<Work> works;
  private final boolean automatic;
  private final List<Thread> threads = new ArrayList<>();
  private volatile CountDownLatch stop = new CountDownLatch(0);

  WorkLoops(List<Work> works, @Value("${agentbar.work.automatic:true}") boolean automatic) {
    this.works = works;
    this.automatic = automatic;
  }

  @Override
  public boolean isAutoStartup() {
    return automatic;
  }

  @Override
  public synchronized void start() {
    CountDownLatch signal = new CountDownLatch(1);
    stop = signal;
    works.forEach(
        work ->
            threads.add(
                Thread.ofVirtual().name("work-" + work.name()).start(() -> loop(work, signal))));
  }

  @Override
  public synchronized void stop() {
    stop.countDown();
    long until = System.nanoTime() + STOP_MAX.toNanos();
    for (Thread thread : threads) {
      try {
        if (!thread.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())))) {
          LOG.warn("{} did not end within {}; its rows fall to the next owner", thread, STOP_MAX);
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
    threads.clear();
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
        moved += step(work);
      }
      if (moved == 0) {
        return;
      }
    }
    throw new IllegalStateException("work does not settle: each step makes more of it");
  }

  private static void loop(Work work, CountDownLatch stop) {
    Duration rest = Duration.ZERO;
    while (!rested(stop, rest)) {
      try {
        rest = step(work) > 0 ? Duration.ZERO : REST;
      } catch (Throwable failure) {
        // Errors too: a loop that ended would be missed by nobody until it was needed.
        LOG.error("the work '{}' stumbled and goes on", work.name(), failure);
        rest = REST_AFTER_FAILURE;
      }
    }
  }

  private static int step(Work work) {
    return Origin.of(work.component()).call(work::step);
  }

  /** Waits, and tells whether the stop signal came. */
  private static boolean rested(CountDownLatch stop, Duration rest) {
    try {
      return stop.await(rest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
