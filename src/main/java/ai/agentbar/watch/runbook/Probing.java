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
 * not ended after {@link #HARD_MAX} is interrupted and counts as not found out.
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
            .completeOnTimeout(notInTime(name, hardMax), hardMax.toNanos(), TimeUnit.NANOSECONDS)
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
      finding = broken(failure);
    }
    result.complete(
        new ProbeResult(
            probe.name(),
            finding.verdict(),
            masked(finding.text()),
            Duration.ofNanos(System.nanoTime() - startedNanos).toMillis()));
  }

  private static Finding broken(Throwable failure) {
    String name = failure.getClass().getSimpleName();
    return Finding.unknown("probe gagal: " + name, "the probe failed: " + name);
  }

  private static Wording masked(Wording text) {
    return new Wording(Masking.mask(text.indonesian()), Masking.mask(text.english()));
  }

  private static ProbeResult notInTime(ProbeName probe, Duration waited) {
    long ms = waited.toMillis();
    return new ProbeResult(
        probe,
        Verdict.UNKNOWN,
        new Wording(
            "belum ada hasil dalam %d ms".formatted(ms), "no result in time, %d ms".formatted(ms)),
        ms);
  }
}
