package ai.agentbar.notification.channel;

import ai.agentbar.notification.Channel;
import ai.agentbar.notification.SendResult;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One try that ends in time, whatever the provider does. A read timeout alone ends nothing where
 * the provider sends a byte now and then.
 *
 * <p>Threads: the try runs in a virtual thread of its own, and the caller waits. When the time is
 * over the thread is interrupted, which closes the socket a virtual thread is blocked on, and the
 * caller goes on without it.
 */
final class OneTry {

  /** The longest any try may take; what is left is for the caller. */
  static final Duration LIMIT_MAX = Duration.ofSeconds(Channel.SEND_MAX - 2);

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** What is tried; what it throws is judged by whether the message had left. */
  interface Sending {
    SendResult send(Departure departure) throws Exception;
  }

  private OneTry() {}

  /**
   * @param awakeNanos since when it is watched whether the process sleeps
   */
  static SendResult within(Duration limit, long awakeNanos, Sending sending) {
    Departure departure = new Departure(awakeNanos);
    FutureTask<SendResult> task = new FutureTask<>(() -> sending.send(departure));
    Thread.ofVirtual().name("message-try").start(task);
    try {
      return await(task, departure, limit.compareTo(LIMIT_MAX) < 0 ? limit : LIMIT_MAX);
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof Error error) {
        throw error;
      }
      return departure.broken(Reason.of(failure.getCause()));
    } catch (TimeoutException _) {
      return departure.broken("the try was cut off after %d ms".formatted(limit.toMillis()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return departure.broken("the process is stopping");
    } finally {
      task.cancel(true);
    }
  }

  /** Waits a second at a time, so that a sleep of the whole process is noticed. */
  private static SendResult await(FutureTask<SendResult> task, Departure departure, Duration limit)
      throws ExecutionException, TimeoutException, InterruptedException {
    long until = System.nanoTime() + limit.toNanos();
    while (true) {
      long left = until - System.nanoTime();
      try {
        return task.get(Math.min(left, LOOK_EVERY.toNanos()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException over) {
        departure.awake();
        if (System.nanoTime() >= until) {
          throw over;
        }
      }
    }
  }
}
