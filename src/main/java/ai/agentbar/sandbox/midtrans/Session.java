package ai.agentbar.sandbox.midtrans;

import java.net.URI;
import java.time.Instant;
import java.util.List;

/** One Snap token and the payment page behind it. */
record Session(
    String token, SnapRequest request, List<URI> notificationUrls, Instant endsAt, State state) {

  enum State {
    OPEN,
    /** A newer token of the same order took over. */
    REPLACED,
    CANCELLED,
    ENDED
  }

  Session {
    notificationUrls = List.copyOf(notificationUrls);
  }

  Session to(State next) {
    return new Session(token, request, notificationUrls, endsAt, next);
  }

  /** As it stands at that moment: an open page ends by itself, and nobody is told. */
  Session at(Instant now) {
    return state == State.OPEN && !now.isBefore(endsAt) ? to(State.ENDED) : this;
  }
}
