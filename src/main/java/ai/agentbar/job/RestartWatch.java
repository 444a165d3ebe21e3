package ai.agentbar.job;

import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Does in this process what {@link Restarts} were asked for since it started.
 *
 * <p>Threads: a {@link Ticker}'s. It ends before the loops do.
 */
@Component
class RestartWatch implements SmartLifecycle {

  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration STOP_MAX = Duration.ofSeconds(5);

  private final Restarts restarts;
  private final WorkLoops loops;
  private final Roles roles;
  private final Instance instance;
  private final WorkSettings settings;
  private final Ticker ticker = new Ticker("restart-watch", EVERY, this::look);
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
  public void start() {
    ticker.start();
  }

  @Override
  public void stop() {
    ticker.stop(STOP_MAX);
  }

  @Override
  public boolean isRunning() {
    return ticker.isRunning();
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
}
