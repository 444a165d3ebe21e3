package ai.agentbar.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionException;

/**
 * Many callers, one commit: what arrives while a commit is under way shares the next one. Each
 * caller returns when its own item is durable, and not before.
 *
 * <p>Threads: callers on any thread; one virtual thread commits. A batch that fails is tried again
 * item by item, so one bad item harms nobody; an item that fails alone fails its caller. When the
 * queue is full, or the commit takes longer than {@link #WAIT_MAX}, the caller is told that its
 * item was not stored; it may be stored all the same, as after any time-out.
 */
public final class GroupCommit<T> implements AutoCloseable {

  /** Items one commit may carry. */
  static final int BATCH_ROWS_MAX = 500;

  /** Items that may wait for a commit. */
  static final int WAITING_ROWS_MAX = 10_000;

  private static final Duration WAIT_MAX = Duration.ofSeconds(5);
  private static final Duration CLOSE_MAX = Duration.ofSeconds(10);

  private record Waiting<T>(T item, CompletableFuture<Void> durable) {}

  private final BlockingQueue<Waiting<T>> queue = new ArrayBlockingQueue<>(WAITING_ROWS_MAX);
  private final Consumer<List<T>> commit;
  private final Thread committer;
  private volatile boolean closing;

  /**
   * @param commit writes and commits all items in one transaction, or throws and wrote none
   */
  public GroupCommit(String name, Consumer<List<T>> commit) {
    this.commit = commit;
    this.committer = Thread.ofVirtual().name("commit-" + name).start(this::commitBatches);
  }

  /**
   * Stores an item and returns when it is durable.
   *
   * @throws NotStoredException where it is not known to be durable
   */
  public void store(T item) {
    Waiting<T> waiting = new Waiting<>(item, new CompletableFuture<>());
    if (closing || !queue.offer(waiting)) {
      throw new NotStoredException("too much is waiting to be stored", null);
    }
    try {
      waiting.durable().get(WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException failure) {
      throw new NotStoredException("the database did not store it", failure);
    } catch (InterruptedException failure) {
      Thread.currentThread().interrupt();
      throw new NotStoredException("interrupted while waiting for the database", failure);
    }
  }

  /** Ends after what is waiting has been committed. */
  @Override
  public void close() {
    closing = true;
    try {
      committer.join(CLOSE_MAX);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void commitBatches() {
    List<Waiting<T>> batch = new ArrayList<>();
    while (!closing || !queue.isEmpty()) {
      batch.clear();
      try {
        Waiting<T> first = queue.poll(100, TimeUnit.MILLISECONDS);
        if (first != null) {
          batch.add(first);
          queue.drainTo(batch, BATCH_ROWS_MAX - 1);
          commitBatch(batch);
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void commitBatch(List<Waiting<T>> batch) {
    try {
      commit.accept(batch.stream().map(Waiting::item).toList());
      batch.forEach(it -> it.durable().complete(null));
    } catch (Throwable failure) {
      // Errors too: without its committer the door would stay shut until a restart.
      if (batch.size() == 1 || failure instanceof TransactionException) {
        // Without a connection no item fares better alone.
        batch.forEach(it -> it.durable().completeExceptionally(failure));
      } else {
        batch.forEach(it -> commitBatch(List.of(it)));
      }
    }
  }

  /** The item is not known to be durable; whoever sent it should send it again. */
  public static final class NotStoredException extends RuntimeException {
    NotStoredException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
