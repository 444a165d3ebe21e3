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
 *
 * <p>The five attempts are for tries at which the provider had this very message to judge. One that
 * is busy, or not reached at all, does not count, or an outage of some minutes would fail every
 * message. But it may be busy for one message only, which must neither hold up the others nor go on
 * for ever: the whole channel waits at the first time only, then the message alone. And after
 * {@link #UNCOUNTED_MAX} claims such tries count like all others, so that a long outage ends in
 * messages that visibly failed. (Longer waits between five counted tries would survive an outage
 * too, but leave the buyer waiting for up to an hour after its end.)
 */
final class SendPolicy {

  static final int ATTEMPTS_MAX = 5;

  /**
   * Claims of one row whose tries need not count; with the waits between them more than an hour.
   */
  static final int UNCOUNTED_MAX = 64;

  /** The longest own wait between such tries: once it can leave, it leaves soon. */
  static final Duration ASIDE_MAX = Duration.ofMinutes(1);

  /** A provider that asks for more than this is not believed. */
  static final Duration AFTER_MAX = Duration.ofHours(1);

  sealed interface Next {

    record Sent(String providerId, boolean possibleDouble) implements Next {}

    record Again(Duration pause, String reason, Tries tries) implements Next {}

    record GivenUp(OutboxState as, String reason, Tries tries) implements Next {}

    /** The try was none. */
    record Unsent(Duration pause, String reason) implements Next {}
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
   * @param claims how often the row was claimed, this time included
   */
  Next after(OutboxMessage message, int claims, SendResult result) {
    Tries tries = message.tries();
    return switch (result) {
      case SendResult.Accepted(String providerId) ->
          new Next.Sent(providerId, tries.possibleDouble() || tries.doubtful());
      case SendResult.Refused(String reason) ->
          new Next.GivenUp(OutboxState.FAILED, Masking.mask(reason), tries);
      case SendResult.Later(String reason, Optional<Duration> after) ->
          again(tries, Masking.mask(reason), after);
      case SendResult.Unknown(String reason) -> doubtful(message, Masking.mask(reason));
      case SendResult.Busy(String reason, Optional<Duration> after) ->
          busy(message, claims, Masking.mask(reason), after);
      case SendResult.Away(String reason) -> away(message, claims, Masking.mask(reason));
      case SendResult.Halted(String reason) -> new Next.Unsent(Duration.ZERO, Masking.mask(reason));
    };
  }

  /** Whether the whole channel waits for a provider that is busy: the first to be told so asks. */
  static boolean slowsChannel(int claims) {
    return claims <= 1;
  }

  /** Its worker died while it was with the provider. The provider is not to blame: no wait. */
  Next afterDeath(OutboxMessage message) {
    Next next = doubtful(message, "its worker ended while sending");
    return next instanceof Next.Again(var _, String reason, Tries tries)
        ? new Next.Again(Duration.ZERO, reason, tries)
        : next;
  }

  private Next busy(OutboxMessage message, int claims, String reason, Optional<Duration> after) {
    if (claims > UNCOUNTED_MAX) {
      return again(message.tries(), reason, after);
    }
    return new Next.Unsent(
        slowsChannel(claims) ? Duration.ZERO : longer(aside(claims), after), reason);
  }

  /** The breaker rests the channel where nobody at all is reached, so each may wait for itself. */
  private Next away(OutboxMessage message, int claims, String reason) {
    return claims > UNCOUNTED_MAX
        ? again(message.tries(), reason, Optional.empty())
        : new Next.Unsent(aside(claims), reason);
  }

  private Duration aside(int claims) {
    Duration wait = backoff.after(claims, random);
    return wait.compareTo(ASIDE_MAX) > 0 ? ASIDE_MAX : wait;
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
    return new Next.Again(longer(backoff.after(tries.count(), random), after), reason, tries);
  }

  private static Duration longer(Duration wait, Optional<Duration> after) {
    Duration asked = atMost(after.orElse(Duration.ZERO));
    return wait.compareTo(asked) > 0 ? wait : asked;
  }

  static Duration atMost(Duration asked) {
    return asked.compareTo(AFTER_MAX) > 0 ? AFTER_MAX : asked;
  }
}
