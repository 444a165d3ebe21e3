package ai.agentbar.sandbox.base;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens later. One thread looks at the clock and does nothing else; the work itself runs on
 * a virtual thread each, so that a slow receiver holds up nobody. Work still waiting when the
 * timetable closes is dropped; who waits for {@link #in} waits no longer.
 */
public final class Timetable implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Timetable.class);

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("sandbox-clock").daemon().factory());
  private final Map<Long, CompletableFuture<Void>> awaited = new ConcurrentHashMap<>();
  private final AtomicLong lastAwaited = new AtomicLong();
  private final ExecutorService workers =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("sandbox-", 0).factory());

  public void after(Duration delay, Runnable work) {
    try {
      var _ = clock.schedule(() -> hand(work), delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException _) {
      log.debug("the sandbox is closing; nothing new is put on its timetable");
    }
  }

  /** Repeats the work with that pause between two starts, without waiting for the one before. */
  public void every(Duration pause, Runnable work) {
    var _ =
        clock.scheduleAtFixedRate(
            () -> hand(work), pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Completes after that long, on a virtual thread, or when the timetable closes. */
  public CompletableFuture<Void> in(Duration delay) {
    CompletableFuture<Void> due = new CompletableFuture<>();
    long number = lastAwaited.incrementAndGet();
    awaited.put(number, due);
    after(delay, () -> due.complete(null));
    if (clock.isShutdown()) {
      due.complete(null);
    }
    return due.whenComplete((_, _) -> awaited.remove(number));
  }

  /** Runs each piece of work on its own virtual thread, now. */
  public Executor workers() {
    return this::hand;
  }

  @Override
  public void close() {
    clock.shutdownNow();
    List.copyOf(awaited.values()).forEach(due -> due.complete(null));
    workers.shutdownNow();
  }

  private void hand(Runnable work) {
    try {
      workers.execute(() -> guarded(work));
    } catch (RejectedExecutionException _) {
      log.debug("the sandbox is closing; due work is dropped");
    }
  }

  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      log.warn("a piece of sandbox work failed", e);
    }
  }
}
