package ai.agentbar.web.console.board;

import ai.agentbar.event.Origin.Component;
import ai.agentbar.job.Role;
import ai.agentbar.job.Work;
import ai.agentbar.web.LastingProof;
import ai.agentbar.web.console.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * are at most {@link Places#ALL}; each is let go after ten minutes and comes back by itself, and
 * sooner where what let them in has ended.
 */
@Service
class LiveFeed implements Work, SmartLifecycle {

  private static final Duration EVERY = Duration.ofSeconds(1);

  /** Before the web server begins its graceful stop, which waits for open requests. */
  private static final int PHASE = Integer.MAX_VALUE - 512;

  private final Artist artist;
  private final InstantSource clock;
  private final Audience audience = new Audience();
  private final Places places = new Places();
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

  /** A place in the feed, or nothing while all, or all of one reader, are taken. */
  Optional<SseEmitter> subscribe(Subject subject, Words words, LastingProof proof) {
    if (!places.take(proof.who())) {
      return Optional.empty();
    }
    Topic topic = new Topic(subject, words.reader());
    LiveReader reader = new LiveReader(topic, proof);
    audience.join(topic, words);
    Thread.ofVirtual()
        .name("live-reader")
        .start(
            () -> {
              try {
                reader.serve(drawings, this::isRunning);
              } finally {
                audience.leave(topic);
                places.leave(proof.who());
              }
            });
    return Optional.of(reader.emitter());
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
}
