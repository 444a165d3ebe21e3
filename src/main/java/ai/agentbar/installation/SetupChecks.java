package ai.agentbar.installation;

import ai.agentbar.event.EventLog;
import ai.agentbar.installation.Found.State;
import ai.agentbar.kernel.Actor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * All checks, and what each found last. A run looks at all of them side by side, a virtual thread a
 * check; a second run waits for nobody and does not begin. After {@link #CHECK_MAX} a check counts
 * as not found out, and the run is over whatever hangs.
 */
@Service
public class SetupChecks {

  static final Duration CHECK_MAX = Duration.ofSeconds(12);

  private static final Executor THREADS =
      work -> Thread.ofVirtual().name("setup-check").start(work);

  private final List<SetupCheck> checks;
  private final Duration checkMax;
  private final EventLog events;
  private final TransactionTemplate transaction;
  private final InstantSource clock;
  private final Map<String, Last> lasts = new ConcurrentHashMap<>();
  private final AtomicBoolean running = new AtomicBoolean();

  @Autowired
  SetupChecks(
      ObjectProvider<SetupCheck> checks,
      EventLog events,
      TransactionTemplate transaction,
      InstantSource clock) {
    this(checks.orderedStream().toList(), CHECK_MAX, events, transaction, clock);
  }

  SetupChecks(
      List<SetupCheck> checks,
      Duration checkMax,
      EventLog events,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.checks = checks;
    this.checkMax = checkMax;
    this.events = events;
    this.transaction = transaction;
    this.clock = clock;
  }

  private record Last(Found found, Instant at) {}

  /**
   * A check as it stands.
   *
   * @param found nothing before its first run
   */
  public record Standing(
      String id, List<String> settings, Optional<Found> found, Optional<Instant> at) {}

  /** In the order in which a person goes through them. */
  public List<Standing> standings() {
    return checks.stream().map(this::standing).toList();
  }

  public boolean isRunning() {
    return running.get();
  }

  /**
   * Runs them all, in the background, and waits a moment for them; false where a run is under way
   * already. Calls out: never inside a transaction.
   */
  public boolean run(Actor actor, Duration waitAtMost) {
    if (!running.compareAndSet(false, true)) {
      return false;
    }
    CompletableFuture<Void> run =
        CompletableFuture.allOf(
                checks.stream().map(this::started).toArray(CompletableFuture<?>[]::new))
            .whenCompleteAsync((_, _) -> end(actor), THREADS);
    await(run, waitAtMost);
    return true;
  }

  /** Looks at one of them again, after something was tried, and waits for it. */
  public void look(String id) {
    checks.stream().filter(it -> it.id().equals(id)).forEach(it -> started(it).join());
  }

  private CompletableFuture<Void> started(SetupCheck check) {
    return CompletableFuture.supplyAsync(check::look, THREADS)
        .completeOnTimeout(
            Found.unknown(
                "tidak ada jawaban dalam %d dtk".formatted(checkMax.toSeconds()),
                "no answer within %d s".formatted(checkMax.toSeconds())),
            checkMax.toMillis(),
            TimeUnit.MILLISECONDS)
        .exceptionally(SetupChecks::broken)
        .thenAccept(found -> lasts.put(check.id(), new Last(found, clock.instant())));
  }

  private static Found broken(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    String name = cause.getClass().getSimpleName();
    return Found.unknown("pemeriksaan gagal: " + name, "the check failed: " + name);
  }

  private void end(Actor actor) {
    running.set(false);
    transaction.executeWithoutResult(
        _ ->
            events.append(
                new SetupEvent.Checked(
                    actor, count(State.GOOD), count(State.BAD), count(State.NOT_SET))));
  }

  private long count(State state) {
    return lasts.values().stream().filter(it -> it.found().state() == state).count();
  }

  private static void await(CompletableFuture<Void> run, Duration waitAtMost) {
    try {
      run.get(waitAtMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException _) {
      // What is not there yet comes later; the page says that it is looked at.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Standing standing(SetupCheck check) {
    Optional<Last> last = Optional.ofNullable(lasts.get(check.id()));
    return new Standing(check.id(), check.settings(), last.map(Last::found), last.map(Last::at));
  }
}
