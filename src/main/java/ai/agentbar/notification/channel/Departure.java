package ai.agentbar.notification.channel;

import ai.agentbar.notification.SendResult;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * The moment from which on a provider may have a message. It is passed at most once, and a try that
 * was called off before cannot pass it any more: so it is never a guess whether a broken try may
 * have sent something.
 *
 * <p>A process that was stopped for long may have lost its lease, and its message may have gone out
 * by another one: it never passes this moment. No provider takes a fencing token, so what is left
 * is the instant between the last look at the clock and the write that follows it.
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
  private final LongSupplier nanos;

  private volatile long seenNanos;

  /**
   * @param awakeNanos when the process surely was awake and owned its row
   */
  Departure(long awakeNanos) {
    this(awakeNanos, System::nanoTime);
  }

  Departure(long awakeNanos, LongSupplier nanos) {
    this.seenNanos = awakeNanos;
    this.nanos = nanos;
  }

  /** Tells that the process is awake; after a sleep nothing leaves any more. */
  void awake() {
    // One reading for both: a sleep that falls between two would be forgotten.
    long now = nanos.getAsLong();
    callOffAfterSleep(now);
    seenNanos = now;
  }

  /**
   * Called right before the last byte is written without which a provider could not act.
   *
   * @throws InterruptedIOException where the try was called off: nothing may be written
   */
  void leave() throws InterruptedIOException {
    callOffAfterSleep(nanos.getAsLong());
    if (!state.compareAndSet(State.HERE, State.LEFT) && state.get() == State.CALLED_OFF) {
      throw new InterruptedIOException("the try was called off");
    }
  }

  private void callOffAfterSleep(long now) {
    if (now - seenNanos > ASLEEP.toNanos()) {
      state.compareAndSet(State.HERE, State.CALLED_OFF);
    }
  }

  /** What it means that a call broke so; from now on nothing leaves. */
  SendResult broken(IOException failure, String reason) {
    SendResult broken = broken(reason);
    return broken instanceof SendResult.Later && Reason.isUnreached(failure)
        ? new SendResult.Away(reason)
        : broken;
  }

  /** What it means that the try broke now, for an unknown reason; from now on nothing leaves. */
  SendResult broken(String reason) {
    return state.compareAndSet(State.HERE, State.CALLED_OFF) || state.get() == State.CALLED_OFF
        ? new SendResult.Later(reason, Optional.empty())
        : new SendResult.Unknown(reason);
  }
}
