package ai.agentbar.watch.runbook.action;

import ai.agentbar.job.LifeSigns;
import ai.agentbar.job.LifeSigns.Sign;
import ai.agentbar.job.Restarts;
import ai.agentbar.job.Restarts.Done;
import ai.agentbar.job.Role;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.playbook.ActionName;
import ai.agentbar.watch.playbook.Wording;
import ai.agentbar.watch.runbook.Action;
import ai.agentbar.watch.runbook.ActionRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Starts the loops of every worker anew. A process that stands still as a whole does not hear of
 * it; it is named, since only its own machine helps it.
 */
@Component
class RestartWorker implements Action {

  /** Instances that beat so lately are told of, silent ones too. */
  private static final Duration KNOWN_FOR = Duration.ofMinutes(10);

  /** Each looks once a second, and ends what hangs within three. */
  private static final Duration ANSWER_MAX = Duration.ofSeconds(8);

  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  private final Restarts restarts;
  private final LifeSigns lifeSigns;
  private final InstantSource clock;

  RestartWorker(Restarts restarts, LifeSigns lifeSigns, InstantSource clock) {
    this.restarts = restarts;
    this.lifeSigns = lifeSigns;
    this.clock = clock;
  }

  @Override
  public ActionName name() {
    return ActionName.RESTART_WORKER;
  }

  @Override
  public Metric metric() {
    return Metric.WORKER_ALIVE;
  }

  @Override
  public Preview preview() {
    List<Sign> alive = workers(false);
    String hanging =
        alive.stream()
            .filter(Sign::hangs)
            .map(it -> "%s (%s)".formatted(it.instance(), it.stalled()))
            .collect(Collectors.joining(", "));
    return new Preview(
        alive.size(),
        alive.stream().map(Sign::instance).toList(),
        new Wording(
            "memulai ulang loop %d worker; macet: %s"
                .formatted(alive.size(), hanging.isEmpty() ? "tidak ada" : hanging),
            "starts the loops of %d workers anew; hanging: %s"
                .formatted(alive.size(), hanging.isEmpty() ? "none" : hanging)),
        workers(true).stream().map(RestartWorker::outOfReach).toList());
  }

  @Override
  public Outcome run(ActionRequest request) {
    List<String> expected = workers(false).stream().map(Sign::instance).toList();
    List<Wording> silent = workers(true).stream().map(RestartWorker::outOfReach).toList();
    List<Done> done = await(restarts.ask(Role.WORKER), expected);
    String did = done.stream().map(RestartWorker::words).collect(Collectors.joining("; "));
    List<String> missing = new ArrayList<>(expected);
    missing.removeAll(done.stream().map(Done::instance).toList());
    return new Outcome(
        done.size(),
        new Wording(
            sentence("%d worker dimulai ulang".formatted(done.size()), did)
                + (missing.isEmpty() ? "" : "; belum menjawab: " + String.join(", ", missing))
                + silent.stream().map(it -> "; " + it.indonesian()).collect(Collectors.joining()),
            sentence("%d workers started anew".formatted(done.size()), did)
                + (missing.isEmpty() ? "" : "; no answer yet: " + String.join(", ", missing))
                + silent.stream().map(it -> "; " + it.english()).collect(Collectors.joining())));
  }

  private List<Done> await(long wish, List<String> expected) {
    long until = System.nanoTime() + ANSWER_MAX.toNanos();
    List<Done> done = restarts.done(wish);
    while (!names(done).containsAll(expected)
        && System.nanoTime() < until
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
      done = restarts.done(wish);
    }
    return done;
  }

  private List<Sign> workers(boolean silent) {
    Instant now = clock.instant();
    return lifeSigns.since(KNOWN_FOR).stream()
        .filter(it -> it.role() == Role.WORKER && it.isSilent(now) == silent)
        .toList();
  }

  private static List<String> names(List<Done> done) {
    return done.stream().map(Done::instance).toList();
  }

  private static String words(Done done) {
    String hung = done.hung().isEmpty() ? "" : ", hung: " + done.hung();
    String left = done.abandoned().isEmpty() ? "" : ", left behind: " + done.abandoned();
    return "%s %d loops%s%s".formatted(done.instance(), done.loops(), hung, left);
  }

  private static String sentence(String what, String did) {
    return did.isEmpty() ? what : "%s (%s)".formatted(what, did);
  }

  private static Wording outOfReach(Sign sign) {
    return new Wording(
        "%s diam: hanya mesinnya sendiri yang bisa memulai ulang prosesnya"
            .formatted(sign.instance()),
        "%s is silent: only its own machine can start its process anew".formatted(sign.instance()));
  }
}
