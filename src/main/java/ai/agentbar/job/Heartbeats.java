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
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Says every {@link #EVERY} what of this process is alive and what of it hangs, and once a second
 * gives signs of life for the job runs under way.
 *
 * <p>Threads: a {@link Ticker}'s. It ends after loops and jobs have ended, and its last word is the
 * event {@code STOPPED}.
 */
@Service
class Heartbeats implements SmartLifecycle {

  static final Duration EVERY = Duration.ofSeconds(5);
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration STOP_MAX = Duration.ofSeconds(2);
  private static final int NEIGHBOURS_MAX = 500;

  private final Roles roles;
  private final Instance instance;
  private final Vitals vitals;
  private final JobRuns runs;
  private final HeartbeatTable table;
  private final EventLog events;
  private final TransactionTemplate transaction;
  private final InstantSource clock;
  private final WorkSettings settings;
  private final Ticker ticker = new Ticker("heartbeat", TICK, this::tick);
  private final AtomicLong nextBeatNanos = new AtomicLong();
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
  public void start() {
    Ticker.attempt("the word for the dead of this host", this::tellDied);
    nextBeatNanos.set(System.nanoTime());
    ticker.start();
  }

  @EventListener
  void closing(ContextClosedEvent closed) {
    closedNanos = System.nanoTime();
  }

  @Override
  public void stop() {
    ticker.stop(STOP_MAX);
    Ticker.attempt("the last word", this::tellStopped);
  }

  @Override
  public boolean isRunning() {
    return ticker.isRunning();
  }

  private void tick() {
    Ticker.attempt("the watch over job runs", runs::watchOver);
    if (System.nanoTime() - nextBeatNanos.get() >= 0) {
      nextBeatNanos.addAndGet(EVERY.toNanos());
      Ticker.attempt("the heartbeat", this::beat);
    }
  }

  /** Whoever was killed could not say goodbye, and is missed by the watch until somebody does. */
  private void tellDied() {
    Instant now = clock.instant();
    List<String> died =
        table.all(NEIGHBOURS_MAX).stream()
            .map(LifeSigns.Sign::instance)
            .distinct()
            .filter(instance::isDeadNeighbour)
            .toList();
    transaction.executeWithoutResult(
        _ ->
            died.stream()
                .filter(it -> table.end(it, now))
                .forEach(it -> events.append(new HeartbeatEvent.Died(it))));
  }

  private void tellStopped() {
    String left = String.join(", ", vitals.left());
    Duration took = Duration.ofNanos(closedNanos == 0 ? 0 : System.nanoTime() - closedNanos);
    transaction.executeWithoutResult(
        _ -> {
          table.end(instance.name(), clock.instant());
          events.append(new HeartbeatEvent.Stopped(instance.name(), left, took));
        });
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
}
