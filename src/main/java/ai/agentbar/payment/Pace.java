package ai.agentbar.payment;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * A steady pace for calls that are made side by side: each takes the next free moment and waits for
 * it, so that over any stretch of time there are no more than the set number a second. Any thread.
 */
public final class Pace {

  private final long stepNanos;
  private final LongSupplier nanoClock;
  private long nextFree;
  private boolean started;

  public Pace(int perSecond, LongSupplier nanoClock) {
    this.stepNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    this.nanoClock = nanoClock;
  }

  public static Pace unlimited() {
    return new Pace(Integer.MAX_VALUE, System::nanoTime);
  }

  /** How many fit into that time at most. */
  public int most(Duration within) {
    return stepNanos == 0
        ? Integer.MAX_VALUE
        : (int) Math.min(Integer.MAX_VALUE, within.toNanos() / stepNanos);
  }

  /** Takes the next free moment, and tells how many nanoseconds there are until it. */
  public synchronized long reserve() {
    long now = nanoClock.getAsLong();
    if (!started || nextFree - now < 0) {
      started = true;
      nextFree = now;
    }
    long wait = nextFree - now;
    nextFree += stepNanos;
    return wait;
  }

  /** Waits for the next free moment. */
  public void await() {
    long until = nanoClock.getAsLong() + reserve();
    long left = until - nanoClock.getAsLong();
    while (left > 0) {
      if (Thread.currentThread().isInterrupted()) {
        throw new IllegalStateException("interrupted while waiting for the next question");
      }
      LockSupport.parkNanos(left);
      left = until - nanoClock.getAsLong();
    }
  }
}
