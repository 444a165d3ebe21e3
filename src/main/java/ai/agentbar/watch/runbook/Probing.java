package ai.agentbar.watch.runbook;

import ai.agentbar.event.Masking;
import ai.agentbar.watch.alert.ProbeResult;
import ai.agentbar.watch.alert.ProbeResult.Verdict;
import ai.agentbar.watch.playbook.ProbeName;
import ai.agentbar.watch.playbook.Wording;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Lets probes look, side by side.
 *
 * <p>Threads: a virtual thread a probe. Whoever asks for a probe that is looking at this moment
 * gets what that look finds: twenty alerts of one cause ask the mail server once. A look that has
 * not ended after {@link #HARD_MAX} is interrupted: what does not answer in all that time is
 * broken, as a host that takes connections and never says a word.
 */
@Component
class Probing {

  /** From then on nobody waits for a probe any more. */
  static final Duration HARD_MAX = Duration.ofSeconds(10);

  private final Map<ProbeName, Probe> probes = new EnumMap<>(ProbeName.class);
  private final Map<ProbeName, Look> looking = new ConcurrentHashMap<>();
  private final Duration hardMax;

  @Autowired
  Probing(List<Probe> probes) {
    this(probes, HARD_MAX);
  }

  Probing(List<Probe> probes, Duration hardMax) {
    this.hardMax = hardMax;
    for (Probe probe : probes) {
      if (this.probes.put(probe.name(), probe) != null) {
        throw new IllegalArgumentException("two probes are called " + probe.name());
      }
    }
  }

  /** A probe that looks; its result comes, at the latest after {@link #HARD_MAX}. */
  record Look(ProbeName probe, CompletableFuture<ProbeResult> result) {

    boolean isOver() {
      return result.isDone();
    }

    /** Waits for its end. */
    ProbeResult atLast() {
      return result.join();
    }

    /** What it has found so long after a start; otherwise that it was not in time. */
    ProbeResult within(Duration limit, long sinceNanos) {
      long left = limit.toNanos() - (System.nanoTime() - sinceNanos);
      try {
        return result.get(Math.max(0, left), TimeUnit.NANOSECONDS);
      } catch (TimeoutException | ExecutionException _) {
        return notInTime(probe, limit);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return notInTime(probe, limit);
      }
    }
  }

  Look start(ProbeName name) {
    return looking.computeIfAbsent(name, this::look);
  }

  private Look look(ProbeName name) {
    Probe probe = Objects.requireNonNull(probes.get(name), name::name);
    Look look = new Look(name, new CompletableFuture<>());
    Thread thread =
        Thread.ofVirtual().name("probe-" + name).unstarted(() -> look(probe, look.result()));
    var _ =
        look.result()
            .completeOnTimeout(silent(name, hardMax), hardMax.toNanos(), TimeUnit.NANOSECONDS)
            .whenComplete(
                (_, _) -> {
                  looking.remove(name, look);
                  thread.interrupt();
                });
    thread.start();
    return look;
  }

  private static void look(Probe probe, CompletableFuture<ProbeResult> result) {
    long startedNanos = System.nanoTime();
    Finding finding;
    try {
      finding = probe.look();
    } catch (Throwable failure) {
      // Errors too: whoever waits must hear.
      finding = broken(probe.name(), failure);
    }
    result.complete(
        new ProbeResult(
            probe.name(),
            finding.verdict(),
            masked(finding.text()),
            Duration.ofNanos(System.nanoTime() - startedNanos).toMillis()));
  }

  private static Finding broken(ProbeName probe, Throwable failure) {
    Wording called = ProbeWords.of(probe);
    String why = failure.getClass().getSimpleName();
    return Finding.unknown(
        "%s: probe gagal: %s".formatted(called.indonesian(), why),
        "%s: the probe failed: %s".formatted(called.english(), why));
  }

  private static Wording masked(Wording text) {
    return new Wording(Masking.mask(text.indonesian()), Masking.mask(text.english()));
  }

  private static ProbeResult notInTime(ProbeName probe, Duration waited) {
    return waitedFor(
        probe, waited, Verdict.UNKNOWN, new Wording("belum ada hasil dalam", "no result in time,"));
  }

  private static ProbeResult silent(ProbeName probe, Duration waited) {
    return waitedFor(
        probe, waited, Verdict.BAD, new Wording("tidak menjawab dalam", "does not answer within"));
  }

  private static ProbeResult waitedFor(
      ProbeName probe, Duration waited, Verdict verdict, Wording what) {
    Wording called = ProbeWords.of(probe);
    long ms = waited.toMillis();
    return new ProbeResult(
        probe,
        verdict,
        new Wording(
            "%s: %s %d ms".formatted(called.indonesian(), what.indonesian(), ms),
            "%s: %s %d ms".formatted(called.english(), what.english(), ms)),
        ms);
  }
}
