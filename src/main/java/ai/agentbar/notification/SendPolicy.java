package ai.agentbar.notification;

import ai.agentbar.event.Masking;
import ai.agentbar.job.Backoff;
import ai.agentbar.notification.OutboxMessage.Tries;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What follows from a try. Pure but for the jitter.
 *
 * <p>A receipt about which nobody knows is sent again and marked, a reminder never is. What is
 * given up after a doubtful try ends UNKNOWN and not FAILED, also when other tries surely failed:
 * FAILED claims that it did not leave, and that would be a guess.
 */
final class SendPolicy {

  static final int ATTEMPTS_MAX = 5;

  /** A provider that asks for more than this is not believed. */
  static final Duration AFTER_MAX = Duration.ofHours(1);

  sealed interface Next {

    record Sent(String providerId, boolean possibleDouble) implements Next {}

    record Again(Duration pause, String reason, Tries tries) implements Next {}

    record GivenUp(OutboxState as, String reason, Tries tries) implements Next {}

    /** The try was none. */
    record Unsent(String reason) implements Next {}
  }

  private final Backoff backoff;
  private final RandomGenerator random;

  SendPolicy(Backoff backoff, RandomGenerator random) {
    this.backoff = backoff;
    this.random = random;
  }

  static SendPolicy of(NotificationSettings settings) {
    return new SendPolicy(
        new Backoff(settings.retryFirst(), settings.retryLongest(), ATTEMPTS_MAX),
        RandomGenerator.getDefault());
  }

  /**
   * @param message as it stood during the try, which is counted already
   */
  Next after(OutboxMessage message, SendResult result) {
    Tries tries = message.tries();
    return switch (result) {
      case SendResult.Accepted(String providerId) ->
          new Next.Sent(providerId, tries.possibleDouble() || tries.doubtful());
      case SendResult.Refused(String reason) ->
          new Next.GivenUp(OutboxState.FAILED, Masking.mask(reason), tries);
      case SendResult.Later(String reason, Optional<Duration> after) ->
          again(tries, Masking.mask(reason), after);
      case SendResult.Unknown(String reason) -> doubtful(message, Masking.mask(reason));
      case SendResult.Busy(String reason, var _) -> new Next.Unsent(Masking.mask(reason));
      case SendResult.Halted(String reason) -> new Next.Unsent(Masking.mask(reason));
    };
  }

  /** Its worker died while it was with the provider. The provider is not to blame: no wait. */
  Next afterDeath(OutboxMessage message) {
    Next next = doubtful(message, "its worker ended while sending");
    return next instanceof Next.Again(var _, String reason, Tries tries)
        ? new Next.Again(Duration.ZERO, reason, tries)
        : next;
  }

  private Next doubtful(OutboxMessage message, String reason) {
    Tries before = message.tries();
    Tries tries = new Tries(before.count(), true, before.possibleDouble() || before.doubtful());
    return switch (message.template().kind()) {
      case REMINDER -> new Next.GivenUp(OutboxState.UNKNOWN, reason, tries);
      case RECEIPT -> again(tries, reason, Optional.empty());
    };
  }

  private Next again(Tries tries, String reason, Optional<Duration> after) {
    if (backoff.isExhausted(tries.count())) {
      OutboxState end = tries.doubtful() ? OutboxState.UNKNOWN : OutboxState.FAILED;
      return new Next.GivenUp(end, reason, tries);
    }
    Duration wait = backoff.after(tries.count(), random);
    Duration asked = atMost(after.orElse(Duration.ZERO));
    return new Next.Again(wait.compareTo(asked) > 0 ? wait : asked, reason, tries);
  }

  static Duration atMost(Duration asked) {
    return asked.compareTo(AFTER_MAX) > 0 ? AFTER_MAX : asked;
  }
}
