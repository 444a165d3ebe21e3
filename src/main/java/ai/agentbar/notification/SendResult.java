package ai.agentbar.notification;

import java.time.Duration;
import java.util.Optional;

/** What came of one try to send. */
public sealed interface SendResult {

  /**
   * The provider took it.
   *
   * @param providerId its name for the message, or the empty text where it gives none
   */
  record Accepted(String providerId) implements SendResult {}

  /** It did not leave, and this very message never will: an address nobody has. */
  record Refused(String reason) implements SendResult {}

  /**
   * It did not leave, and may later.
   *
   * @param after not before that time has passed, where the provider says so
   */
  record Later(String reason, Optional<Duration> after) implements SendResult {}

  /**
   * Nobody was reached: no connection, or no greeting on it. Nothing was said of this message, so
   * it says nothing of the message.
   */
  record Away(String reason) implements SendResult {}

  /**
   * The provider wants fewer messages, this one not now: the whole channel slows down, or the
   * message alone where it meets that again and again.
   *
   * @param after not before that time has passed, where the provider says so
   */
  record Busy(String reason, Optional<Duration> after) implements SendResult {}

  /** Nobody knows: the connection broke after the provider may have accepted it. */
  record Unknown(String reason) implements SendResult {}

  /**
   * The channel itself is of no use until a person acts: a key refused, an endpoint gone. The
   * message did not leave and waits.
   */
  record Halted(String reason) implements SendResult {}
}
