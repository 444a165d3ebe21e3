package ai.agentbar.job;

import ai.agentbar.event.Origin;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One kind of work going on in a thread of its own.
 *
 * <p>Whether it hangs is told by the monotonic clock and not by the database's, whose reading may
 * itself hang.
 */
final class WorkLoop {

  private static final Logger LOG = LoggerFactory.getLogger(WorkLoops.class);
  private static final Duration REST = Duration.ofMillis(100);
  private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(1);

  /** A step under way, and since when. */
  private record Step(long sinceNanos) {}

  /** What steps left under way is to end, and until when. */
  private record Drain(long untilNanos) {}

  private final Work work;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable Step step;
  private volatile @Nullable Drain drain;
  private volatile int left;

  private WorkLoop(Work work) {
    this.work = work;
    String component = work.component().name().toLowerCase(Locale.ROOT);
    this.thread = Thread.ofVirtual().name(component + "-" + work.name()).unstarted(this::run);
  }

  static WorkLoop start(Work work) {
    WorkLoop loop = new WorkLoop(work);
    loop.thread.start();
    return loop;
  }

  static int step(Work work) {
    return Origin.of(work.component()).call(work::step);
  }

  String name() {
    return work.name();
  }

  Work work() {
    return work;
  }

  /** Takes no step any more after the one under way. */
  void end() {
    stop.countDown();
  }

  /** As {@link #end}, and what the steps left under way ends too, until then. */
  void drain(long untilNanos) {
    drain = new Drain(untilNanos);
    end();
  }

  /** How many pieces of work did not end in time; known once the loop has ended. */
  int left() {
    return left;
  }

  /** Wakes a step that hangs, if it can be woken. */
  void interrupt() {
    thread.interrupt();
  }

  boolean isOf(Role role) {
    return Roles.of(work.component()) == role;
  }

  boolean isStepLongerThan(Duration limit) {
    Step now = step;
    return now != null && System.nanoTime() - now.sinceNanos() > limit.toNanos();
  }

  boolean endedWithin(Duration wait) {
    try {
      return wait.isPositive() ? thread.join(wait) : !thread.isAlive();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return !thread.isAlive();
    }
  }

  private void run() {
    Duration rest = Duration.ZERO;
    while (!rested(rest)) {
      step = new Step(System.nanoTime());
      try {
        rest = step(work) > 0 ? Duration.ZERO : REST;
      } catch (Throwable failure) {
        // Errors too: a loop that ended would be missed by nobody until it was needed.
        LOG.error("the work '{}' stumbled and goes on", work.name(), failure);
        rest = REST_AFTER_FAILURE;
      } finally {
        step = null;
      }
    }
    Drain wished = drain;
    if (wished != null) {
      drain(wished);
    }
  }

  private void drain(Drain wished) {
    Duration longest = Duration.ofNanos(Math.max(0, wished.untilNanos() - System.nanoTime()));
    try {
      left = Origin.of(work.component()).call(() -> work.drain(longest));
    } catch (Throwable failure) {
      // Whether something was left is not known, so nobody may say that nothing was.
      LOG.error("the work '{}' stumbled at its end", work.name(), failure);
      left = 1;
    }
  }

  /** Waits, and tells whether the stop signal came. */
  private boolean rested(Duration rest) {
    try {
      return stop.await(rest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
