package ai.agentbar.job;

import ai.agentbar.event.Origin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pieces of work on claimed rows, done at the same time, so that one that takes long delays no
 * other.
 *
 * <p>Threads: a virtual thread a piece, under the starter's origin. One loop starts and awaits, and
 * awaits once more when the process ends; while it awaits, the leases of what is under way are
 * extended every {@link #EXTEND_EVERY}, but not beyond the longest time a piece may take: what
 * hangs is taken over like what died. Whatever happens to a piece happens to its row only.
 */
public final class SideBySide {

  /** A lease must outlast this several times. */
  static final Duration EXTEND_EVERY = Duration.ofSeconds(2);

  /** How long one step waits for what it started before it looks for more. */
  private static final Duration STEP_MAX = Duration.ofMillis(100);

  private static final Logger LOG = LoggerFactory.getLogger(SideBySide.class);

  private record Piece(Lease lease, long startedNanos) {}

  private final String name;
  private final RowQueue queue;
  private final int atOnceMax;
  private final Duration pieceMax;
  private final Map<Piece, Thread> underWay = new ConcurrentHashMap<>();
  private long extendedNanos = System.nanoTime();

  /**
   * @param name what is worked on, for logs: {@code alert-delivery-email}
   * @param atOnceMax pieces under way at the same time
   * @param pieceMax from when on a piece counts as hanging and keeps its row no longer
   */
  public SideBySide(String name, RowQueue queue, int atOnceMax, Duration pieceMax) {
    this.name = name;
    this.queue = queue;
    this.atOnceMax = atOnceMax;
    this.pieceMax = pieceMax;
  }

  /**
   * A step of the loop: claims as many rows as may start now, starts them, and waits a moment for
   * what is under way.
   *
   * @param claim takes up to so many rows
   * @return how many were started or are still under way
   */
  public int step(IntFunction<List<Lease>> claim, Consumer<Lease> work) {
    List<Lease> claimed = claim.apply(free());
    claimed.forEach(lease -> start(lease, () -> work.accept(lease)));
    return claimed.size() + await(STEP_MAX);
  }

  /** How many more pieces may start now. */
  public int free() {
    return Math.max(0, atOnceMax - underWay.size());
  }

  /** Starts a piece; {@link LeaseLostException} ends it quietly, its next owner goes on. */
  public void start(Lease lease, Runnable work) {
    Origin origin = Origin.current();
    Piece piece = new Piece(lease, System.nanoTime());
    Thread thread =
        Thread.ofVirtual()
            .name(name + "-" + lease.rowId())
            .unstarted(() -> origin.call(() -> run(piece, work)));
    underWay.put(piece, thread);
    thread.start();
  }

  /**
   * Waits until everything under way has ended, and no longer than that.
   *
   * @return how many pieces are still under way
   */
  public int await(Duration longest) {
    long until = System.nanoTime() + longest.toNanos();
    for (Thread thread : underWay.values()) {
      while (thread.isAlive() && System.nanoTime() < until) {
        join(thread, Math.min(until - System.nanoTime(), EXTEND_EVERY.toNanos()));
        extendWhenTime();
      }
    }
    return underWay.size();
  }

  private Lease run(Piece piece, Runnable work) {
    try {
      work.run();
    } catch (LeaseLostException takenOver) {
      LOG.warn("{}: a row has another owner meanwhile, which goes on", name, takenOver);
    } catch (RuntimeException failure) {
      LOG.error("{}: a row stays claimed until its lease ends", name, failure);
    } finally {
      underWay.remove(piece);
    }
    return piece.lease();
  }

  private void extendWhenTime() {
    long now = System.nanoTime();
    if (now - extendedNanos < EXTEND_EVERY.toNanos()) {
      return;
    }
    extendedNanos = now;
    List<Lease> alive =
        underWay.keySet().stream()
            .filter(it -> now - it.startedNanos() < pieceMax.toNanos())
            .map(Piece::lease)
            .toList();
    if (!alive.isEmpty()) {
      queue.extend(alive);
    }
  }

  private static void join(Thread thread, long nanos) {
    try {
      thread.join(Duration.ofNanos(Math.max(1, nanos)));
    } catch (InterruptedException failure) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while work was under way", failure);
    }
  }
}
