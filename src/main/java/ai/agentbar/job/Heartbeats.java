package ai.agentbar.job;

import ai.agentbar.event.EventLog;
import ai.agentbar.event.EventLog.Attributed;
import ai.agentbar.event.Origin;
import ai.agentbar.event.Origin.Component;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Says every {@link #EVERY} what of this process is alive and what of it hangs, and once a second
 * gives signs of life for the job runs under way.
 *
 * <p>Threads: one platform thread of its own, which no loop, however stuck or busy, can stop. It
 * ends after loops and jobs have ended, and its last word is the event {@code STOPPED}.
 */
@Service
class Heartbeats implements SmartLifecycle {

  static final Duration EVERY = Duration.ofSeconds(5);
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration STOP_MAX = Duration.ofSeconds(2);

  private final Roles roles;
  private final Instance instance;
  private final Vitals vitals;
  private final JobRuns runs;
  private final HeartbeatTable table;
  private final EventLog events;
  private final TransactionTemplate transaction;
  private final InstantSource clock;
  private final WorkSettings settings;
  private volatile CountDownLatch stop = new CountDownLatch(0);
  private volatile @Nullable Thread thread;
  private volatile long closedNanos;

  Heartbeats(
      Roles roles,
      Instance instance,
      Vitals vitals,
      JobRuns runs,
      HeartbeatTable table,
      EventLog events,
      TransactionTemplate transaction,
      InstantSource clock,
      WorkSettings settings) {
    this.roles = roles;
    this.instance = instance;
    this.vitals = vitals;
    this.runs = runs;
    this.table = table;
    this.events = events;
    this.transaction = transaction;
    this.clock = clock;
    this.settings = settings;
  }

  /** One beat of every role that is alive. */
  void beat() {
    Instant now = clock.instant();
    transaction.executeWithoutResult(
        _ -> {
          List<Attributed> alive = new ArrayList<>();
          for (Role role : roles.all()) {
            if (isAlive(role)) {
              String stalled = String.join(", ", vitals.stalled(role, settings.stalledAfter()));
              table.beat(instance.name(), role, stalled, now);
              alive.add(
                  new Attributed(
                      new HeartbeatEvent.Alive(role, instance.name(), stalled),
                      Origin.of(componentOf(role))));
            }
          }
          events.appendAll(alive);
        });
  }

  @Override
  public boolean isAutoStartup() {
    return settings.automatic();
  }

  @Override
  public int getPhase() {
    return Phases.HEART;
  }

  @Override
  public synchronized void start() {
    CountDownLatch signal = new CountDownLatch(1);
    stop = signal;
    thread = Thread.ofPlatform().daemon().name("heartbeat").start(() -> loop(signal));
  }

  @EventListener
  void closing(ContextClosedEvent closed) {
    closedNanos = System.nanoTime();
  }

  @Override
  public synchronized void stop() {
    stop.countDown();
    Thread ending = thread;
    try {
      if (ending != null && !ending.join(STOP_MAX)) {
        LOG.warn("the heartbeat did not end within {}", STOP_MAX);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    attempt("the last word", this::tellStopped);
  }

  @Override
  public boolean isRunning() {
    return stop.getCount() > 0;
  }

  private void loop(CountDownLatch signal) {
    long nextBeat = System.nanoTime();
    do {
      attempt("the watch over job runs", runs::watchOver);
      if (System.nanoTime() - nextBeat >= 0) {
        nextBeat += EVERY.toNanos();
        attempt("the heartbeat", this::beat);
      }
    } while (!rested(signal));
  }

  private void tellStopped() {
    String left = String.join(", ", vitals.left());
    Duration took = Duration.ofNanos(closedNanos == 0 ? 0 : System.nanoTime() - closedNanos);
    transaction.executeWithoutResult(
        _ -> events.append(new HeartbeatEvent.Stopped(instance.name(), left, took)));
  }

  private boolean isAlive(Role role) {
    return role != Role.SCHEDULER || vitals.isPicking();
  }

  private static Component componentOf(Role role) {
    return switch (role) {
      case API -> Component.API;
      case WORKER -> Component.WORKER;
      case SCHEDULER -> Component.SCHEDULER;
      case WATCH -> Component.WATCH;
    };
  }

  private static void attempt(String what, Runnable act) {
    try {
      act.run();
    } catch (Throwable failure) {
      // Errors too: a heart that stopped for one bad second would call a living process dead.
      LOG.warn("{} stumbled and goes on", what, failure);
    }
  }

  private static boolean rested(CountDownLatch signal) {
    try {
      return signal.await(TICK.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
