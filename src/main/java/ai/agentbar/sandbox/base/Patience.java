package ai.agentbar.sandbox.base;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Waiting that ends when the sandbox does: for threads that hang on purpose. An interrupt ends it
 * too and is kept for the caller.
 */
public final class Patience implements AutoCloseable {

  private static final Duration LOOK = Duration.ofMillis(50);

  private final CountDownLatch over = new CountDownLatch(1);

  /** Waits that long. */
  public void spend(Duration time) {
    var _ = isOverWithin(time);
  }

  /** Waits for as long as that holds, and no longer than that. */
  public void spendWhile(BooleanSupplier reason, Duration most) {
    long until = System.nanoTime() + most.toNanos();
    while (reason.getAsBoolean() && System.nanoTime() < until) {
      if (isOverWithin(LOOK)) {
        return;
      }
    }
  }

  @Override
  public void close() {
    over.countDown();
  }

  private boolean isOverWithin(Duration time) {
    try {
      return over.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
