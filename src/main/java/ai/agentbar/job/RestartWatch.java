package ai.agentbar.job;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Does in this process what {@link Restarts} were asked for since it started.
 *
 * <p>Threads: one platform thread of its own, which no loop, however stuck, can stop. It ends
 * before the loops do.
 */
@Component
class RestartWatch implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(RestartWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration STOP_MAX = Duration.ofSeconds(5);

  private final Restarts restarts;
  private final WorkLoops loops;
  private final Roles roles;
  private final Instance instance;
  private final WorkSettings settings;
  private volatile CountDownLatch stop = new CountDownLatch(0);
  private volatile @Nullable Thread thread;
  private long done = -1;

  RestartWatch(
      Restarts restarts, WorkLoops loops, Roles roles, Instance instance, WorkSettings settings) {
    this.restarts = restarts;
    this.loops = loops;
    this.roles = roles;
    this.instance = instance;
    this.settings = settings;
  }

  /** Does what was wished since the last look; the first look only remembers where to begin. */
  void look() {
    if (done < 0) {
      done = restarts.newest();
      return;
    }
    for (RestartTable.Wish wish : restarts.after(done)) {
      done = wish.id();
      if (roles.include(wish.role())) {
        obey(wish);
      }
    }
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
    thread = Thread.ofPlatform().daemon().name("restart-watch").start(() -> watch(signal));
  }

  @Override
  public synchronized void stop() {
    stop.countDown();
    Thread ending = thread;
    try {
      if (ending != null && !ending.join(STOP_MAX)) {
        LOG.warn("the watch for restarts did not end within {}", STOP_MAX);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return stop.getCount() > 0;
  }

  private void obey(RestartTable.Wish wish) {
    WorkLoops.Restarted restarted = loops.restart(wish.role());
    restarts.record(
        wish,
        new Restarts.Done(
            instance.name(),
            restarted.loops(),
            String.join(", ", restarted.interrupted()),
            String.join(", ", restarted.abandoned())));
  }

  private void watch(CountDownLatch signal) {
    do {
      try {
        look();
      } catch (Throwable failure) {
        // Errors too: who hangs later would wait for a watch that is gone.
        LOG.warn("the watch for restarts stumbled and goes on", failure);
      }
    } while (!rested(signal));
  }

  private static boolean rested(CountDownLatch signal) {
    try {
      return signal.await(EVERY.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
