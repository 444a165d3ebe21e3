package ai.agentbar.notification.channel;

import ai.agentbar.notification.SendResult;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The moment from which on a provider may have a message. It is passed at most once, and a try that
 * was called off before cannot pass it any more: so it is never a guess whether a broken try may
 * have sent something.
 */
final class Departure {

  private enum State {
    HERE,
    LEFT,
    CALLED_OFF
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.HERE);

  /**
   * Called right before the first byte is written that a provider could act on.
   *
   * @throws InterruptedIOException where the try was called off: nothing may be written
   */
  void leave() throws InterruptedIOException {
    if (!state.compareAndSet(State.HERE, State.LEFT) && state.get() == State.CALLED_OFF) {
      throw new InterruptedIOException("the try was called off");
    }
  }

  /** What it means that the try broke now, for an unknown reason; from now on nothing leaves. */
  SendResult broken(String reason) {
    return state.compareAndSet(State.HERE, State.CALLED_OFF) || state.get() == State.CALLED_OFF
        ? new SendResult.Later(reason, Optional.empty())
        : new SendResult.Unknown(reason);
  }
}
