package ai.agentbar.job;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** A job that a test may hold in the middle of its run, until it lets it go. */
final class HeldJob implements RecurringJob {

  private static final int SECONDS_MAX = 30;

  private final String name;
  private final Duration every;
  private final AtomicInteger atOnce = new AtomicInteger();
  private final AtomicInteger atOnceMax = new AtomicInteger();
  private final AtomicInteger started = new AtomicInteger();
  private volatile CountDownLatch inside = new CountDownLatch(0);
  private volatile CountDownLatch mayLeave = new CountDownLatch(0);
  private volatile LongSupplier work = () -> 0;

  HeldJob(String name, Duration every) {
    this.name = name;
    this.every = every;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Duration every() {
    return every;
  }

  @Override
  public Duration limit() {
    return Duration.ofMinutes(1);
  }

  @Override
  public long run() {
    started.incrementAndGet();
    atOnceMax.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
    try {
      inside.countDown();
      await(mayLeave);
      return work.getAsLong();
    } finally {
      atOnce.decrementAndGet();
    }
  }

  void onRun(LongSupplier work) {
    this.work = work;
  }

  /** From now on a run stops in its middle. */
  void holdRuns() {
    mayLeave = new CountDownLatch(1);
    inside = new CountDownLatch(1);
  }

  void awaitHeld() {
    await(inside);
  }

  void release() {
    mayLeave.countDown();
  }

  /** How many runs were under way at once at the most. */
  int atOnceMax() {
    return atOnceMax.get();
  }

  int started() {
    return started.get();
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(SECONDS_MAX, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody let go");
      }
    } catch (InterruptedException failure) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(failure);
    }
  }
}
