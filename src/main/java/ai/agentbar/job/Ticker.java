package ai.agentbar.job;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does something again and again, at once and then every so often, and goes on whatever goes wrong
 * in it.
 *
 * <p>Threads: one platform thread of its own, which no loop, however stuck or busy, can stop.
 */
final class Ticker {

  private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);

  private final String name;
  private final Duration every;
  private final Runnable tick;
  private volatile CountDownLatch stop = new CountDownLatch(0);
  private volatile @Nullable Thread thread;

  /**
   * @param name for the thread and for logs: {@code heartbeat}
   */
  Ticker(String name, Duration every, Runnable tick) {
    this.name = name;
    this.every = every;
    this.tick = tick;
  }

  synchronized void start() {
    CountDownLatch signal = new CountDownLatch(1);
    stop = signal;
    thread = Thread.ofPlatform().daemon().name(name).start(() -> loop(signal));
  }

  /** Waits for the tick under way, and no longer than that. */
  synchronized void stop(Duration longest) {
    stop.countDown();
    Thread ending = thread;
    try {
      if (ending != null && !ending.join(longest)) {
        LOG.warn("{} did not end within {}", name, longest);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isRunning() {
    return stop.getCount() > 0;
  }

  private void loop(CountDownLatch signal) {
    do {
      attempt(name, tick);
    } while (!rested(signal));
  }

  static void attempt(String what, Runnable act) {
    try {
      act.run();
    } catch (Throwable failure) {
      // Errors too: what ended for one bad second would be missed until the process ends.
      LOG.warn("{} stumbled and goes on", what, failure);
    }
  }

  private boolean rested(CountDownLatch signal) {
    try {
      return signal.await(every.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
