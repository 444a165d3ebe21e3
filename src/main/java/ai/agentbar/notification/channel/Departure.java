package ai.agentbar.notification.channel;

import ai.agentbar.notification.SendResult;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The moment from which on a provider may have a message. It is passed at most once, and a try that
 * was called off before cannot pass it any more: so it is never a guess whether a broken try may
 * have sent something.
 */
final class Departure {

  /** Nobody looked for so long: the process was stopped, and its lease may have run out. */
  static final Duration ASLEEP = Duration.ofSeconds(5);

  private enum State {
    HERE,
    LEFT,
    CALLED_OFF
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.HERE);

  private volatile long seenNanos = System.nanoTime();

  /** Tells that the process is awake; after a sleep nothing leaves any more. */
  void awake() {
    callOffAfterSleep();
    seenNanos = System.nanoTime();
  }

  /**
   * Called right before the first byte is written that a provider could act on.
   *
   * @throws InterruptedIOException where the try was called off: nothing may be written
   */
  void leave() throws InterruptedIOException {
    callOffAfterSleep();
    if (!state.compareAndSet(State.HERE, State.LEFT) && state.get() == State.CALLED_OFF) {
      throw new InterruptedIOException("the try was called off");
    }
  }

  private void callOffAfterSleep() {
    if (System.nanoTime() - seenNanos > ASLEEP.toNanos()) {
      state.compareAndSet(State.HERE, State.CALLED_OFF);
    }
  }

  /** What it means that the try broke now, for an unknown reason; from now on nothing leaves. */
  SendResult broken(String reason) {
    return state.compareAndSet(State.HERE, State.CALLED_OFF) || state.get() == State.CALLED_OFF
        ? new SendResult.Later(reason, Optional.empty())
        : new SendResult.Unknown(reason);
  }
}
