package ai.agentbar.web.console.board;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The latest drawings of the live pages, and a place to wait for the next. Any thread may call. */
final class Drawings {

  /**
   * All pages at one moment.
   *
   * @param version grows with every drawing
   */
  record Drawing(long version, Map<Topic, Map<String, String>> fragments) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Drawing latest = new Drawing(0, Map.of());
  private long woken;

  void publish(Map<Topic, Map<String, String>> fragments) {
    lock.lock();
    try {
      latest = new Drawing(latest.version() + 1, fragments);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  long version() {
    lock.lock();
    try {
      return latest.version();
    } finally {
      lock.unlock();
    }
  }

  /** Lets everyone who waits go on without a drawing. */
  void wakeAll() {
    lock.lock();
    try {
      woken++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The first drawing later than that version, or nothing after the wait or when woken. */
  Optional<Drawing> awaitAfter(long version, Duration atMost) {
    lock.lock();
    try {
      long left = atMost.toNanos();
      long wokenBefore = woken;
      while (latest.version() <= version && woken == wokenBefore && left > 0) {
        left = changed.awaitNanos(left);
      }
      return latest.version() > version ? Optional.of(latest) : Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }
}
