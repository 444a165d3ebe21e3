package ai.agentbar.web.console.board;

import ai.agentbar.event.Origin.Component;
import ai.agentbar.job.Role;
import ai.agentbar.job.Work;
import ai.agentbar.web.console.Words;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Service;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Keeps every open live page fresh.
 *
 * <p>Threads: the work loop reads and draws once a second what anybody looks at, each subject once
 * for all its readers, and nothing while nobody looks. Each reader has a virtual thread of its own
 * that waits for the next drawing and sends what changed, so a slow reader delays nobody. Readers
 * are at most {@link #PLACES}; each is let go after {@link #STAY_MAX} and comes back by itself.
 */
@Service
class LiveFeed implements Work, SmartLifecycle {

  static final int PLACES = 200;
  private static final Duration STAY_MAX = Duration.ofMinutes(10);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  /** Before the web server begins its graceful stop, which waits for open requests. */
  private static final int PHASE = Integer.MAX_VALUE - 512;

  private final Artist artist;
  private final InstantSource clock;
  private final Audience audience = new Audience();
  private final Semaphore places = new Semaphore(PLACES);
  private final Drawings drawings = new Drawings();
  private volatile Instant drawnAt = Instant.EPOCH;
  private volatile boolean running;

  LiveFeed(Artist artist, InstantSource clock) {
    this.artist = artist;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "live-page";
  }

  @Override
  public Component component() {
    return Component.WATCH;
  }

  /** Every process serves the live page, so every process draws it for its own readers. */
  @Override
  public Set<Role> roles() {
    return EnumSet.allOf(Role.class);
  }

  /** Moves no rows; while nobody looks it reads nothing either. */
  @Override
  public int step() {
    Instant now = clock.instant();
    if (!audience.isEmpty() && !now.isBefore(drawnAt.plus(EVERY))) {
      drawnAt = now;
      drawings.publish(draw());
    }
    return 0;
  }

  /** A place in the feed, or nothing while all are taken. */
  Optional<SseEmitter> subscribe(Subject subject, Words words) {
    if (!places.tryAcquire()) {
      return Optional.empty();
    }
    // The feed ends a stay by itself; the server's own time-out is only there should it not.
    SseEmitter reader = new SseEmitter(STAY_MAX.multipliedBy(2).toMillis());
    AtomicBoolean gone = new AtomicBoolean();
    reader.onCompletion(() -> gone.set(true));
    reader.onTimeout(() -> gone.set(true));
    reader.onError(_ -> gone.set(true));
    Topic topic = new Topic(subject, words.reader());
    audience.join(topic, words);
    Thread.ofVirtual().name("live-reader").start(() -> serve(reader, topic, gone));
    return Optional.of(reader);
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    drawings.wakeAll();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }

  private Map<Topic, Map<String, String>> draw() {
    Map<Topic, Map<String, String>> drawn = new HashMap<>();
    audience
        .readers()
        .forEach(
            (subject, readers) -> {
              Function<Words, Map<String, String>> read = artist.read(subject);
              readers.forEach(it -> drawn.put(new Topic(subject, it.reader()), read.apply(it)));
            });
    return drawn;
  }

  private void serve(SseEmitter reader, Topic topic, AtomicBoolean gone) {
    Map<String, String> sent = new HashMap<>();
    long version = drawings.version();
    long leaveAt = System.nanoTime() + STAY_MAX.toNanos();
    try {
      while (running && !gone.get() && System.nanoTime() < leaveAt) {
        Optional<Drawings.Drawing> next = drawings.awaitAfter(version, HEARTBEAT);
        if (next.isEmpty()) {
          reader.send(SseEmitter.event().comment("still here"));
        } else {
          version = next.get().version();
          send(reader, next.get().fragments().getOrDefault(topic, Map.of()), sent);
        }
      }
      reader.complete();
    } catch (IOException | IllegalStateException _) {
      // The reader has gone; nobody is left to tell.
      gone.set(true);
    } finally {
      audience.leave(topic);
      places.release();
    }
  }

  private static void send(
      SseEmitter reader, Map<String, String> fragments, Map<String, String> sent)
      throws IOException {
    for (Map.Entry<String, String> fragment : fragments.entrySet()) {
      if (!fragment.getValue().equals(sent.put(fragment.getKey(), fragment.getValue()))) {
        reader.send(SseEmitter.event().name(fragment.getKey()).data(fragment.getValue()));
      }
    }
  }
}
