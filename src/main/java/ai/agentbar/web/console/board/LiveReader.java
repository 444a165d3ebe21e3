package ai.agentbar.web.console.board;

import ai.agentbar.web.LastingProof;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.springframework.dao.DataAccessException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One reader's stay in the feed: gets each fragment once and then what changes, until the stay is
 * over, the reader goes, or what let them in has ended. Lives in a thread of its own.
 */
final class LiveReader {

  private static final Duration STAY_MAX = Duration.ofMinutes(10);
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  /** With a heartbeat more, how long somebody who was logged out may go on reading. */
  private static final Duration PROVED_EVERY = Duration.ofSeconds(5);

  private final Topic topic;
  private final LastingProof proof;
  private final Map<String, String> sent = new HashMap<>();
  private final AtomicBoolean gone = new AtomicBoolean();

  /** The feed ends a stay by itself; the server's own time-out is only there should it not. */
  private final SseEmitter emitter = new SseEmitter(STAY_MAX.multipliedBy(2).toMillis());

  private long provedNanos = System.nanoTime();

  LiveReader(Topic topic, LastingProof proof) {
    this.topic = topic;
    this.proof = proof;
    emitter.onCompletion(() -> gone.set(true));
    emitter.onTimeout(() -> gone.set(true));
    emitter.onError(_ -> gone.set(true));
  }

  SseEmitter emitter() {
    return emitter;
  }

  void serve(Drawings drawings, BooleanSupplier running) {
    long version = drawings.version();
    long begunNanos = System.nanoTime();
    try {
      while (running.getAsBoolean() && stays(begunNanos)) {
        Optional<Drawings.Drawing> next = drawings.awaitAfter(version, HEARTBEAT);
        version = next.map(Drawings.Drawing::version).orElse(version);
        send(next);
      }
      emitter.complete();
    } catch (IOException | IllegalStateException _) {
      // The reader has gone; nobody is left to tell.
      gone.set(true);
    }
  }

  private boolean stays(long begunNanos) {
    return !gone.get() && System.nanoTime() - begunNanos < STAY_MAX.toNanos() && isProved();
  }

  /** Whoever cannot be asked about comes back and is asked anew. */
  private boolean isProved() {
    if (System.nanoTime() - provedNanos < PROVED_EVERY.toNanos()) {
      return true;
    }
    try {
      provedNanos = System.nanoTime();
      return proof.stands().getAsBoolean();
    } catch (DataAccessException _) {
      return false;
    }
  }

  private void send(Optional<Drawings.Drawing> drawing) throws IOException {
    if (drawing.isEmpty()) {
      emitter.send(SseEmitter.event().comment("still here"));
      return;
    }
    Map<String, String> fragments = drawing.get().fragments().getOrDefault(topic, Map.of());
    for (Map.Entry<String, String> fragment : fragments.entrySet()) {
      if (!fragment.getValue().equals(sent.put(fragment.getKey(), fragment.getValue()))) {
        emitter.send(SseEmitter.event().name(fragment.getKey()).data(fragment.getValue()));
      }
    }
  }
}
