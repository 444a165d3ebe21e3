package ai.agentbar.notification.channel;

import ai.agentbar.notification.SendResult;
import ai.agentbar.notification.SendResult.Busy;
import ai.agentbar.notification.SendResult.Halted;
import ai.agentbar.notification.SendResult.Later;
import ai.agentbar.notification.SendResult.Refused;
import java.time.Duration;
import java.util.Optional;

/**
 * What WhatsApp's error codes mean for a message. The one table of them; source:
 * developers.facebook.com, WhatsApp Cloud API, error codes (2026-05).
 */
final class WhatsAppErrors {

  /** Waits for a pair of numbers grow by this factor with every try. */
  private static final int PAIR_FACTOR = 4;

  private static final int PAIR_EXPONENT_MAX = 5;

  private static final int TOO_MANY_REQUESTS = 429;

  private WhatsAppErrors() {}

  /**
   * What was said with an error.
   *
   * @param code of the API; 0 is one of them
   * @param httpStatus of the answer; 400 where the error came in a report
   * @param attempt which try this was, from 1
   */
  record Told(
      int code,
      int httpStatus,
      int attempt,
      boolean isTransient,
      String reason,
      Optional<Duration> retryAfter) {}

  static SendResult judged(Told told) {
    return switch (told.code()) {
      // Their service stumbled.
      case 2, 131000 -> new Later(told.reason(), told.retryAfter());
      // Too many calls for this app, this account, this number.
      case 4, 80007, 130429 -> new Busy(told.reason(), told.retryAfter());
      // Too many messages to this one buyer; the others go on.
      case 131056 -> new Later(told.reason(), Optional.of(pairWait(told.attempt())));
      // The token; its permissions; the account blocked or unpaid.
      case 0, 190, 10, 368, 131031, 131042 -> new Halted(told.reason());
      // Undeliverable; window closed; Meta chose not to; parameters; template missing; bad request.
      case 131026, 131047, 131049, 132000, 132012, 132001, 100, 131008 ->
          new Refused(told.reason());
      // The template is paused or disabled. A pause lasts hours, longer than all our tries, and the
      // other templates work: neither waiting nor stopping the channel helps this message.
      case 132015, 132016 -> new Refused(told.reason());
      default ->
          told.code() >= 200 && told.code() <= 299 ? new Halted(told.reason()) : unknown(told);
    };
  }

  /**
   * A code nobody here knows: the HTTP status says whose fault it is. What they do not accept as it
   * stands they will not accept the next time; it stands visibly failed, which five more tries only
   * delay. Where the fault is theirs, or passing by their own word, it is tried again.
   */
  private static SendResult unknown(Told told) {
    if (told.httpStatus() == TOO_MANY_REQUESTS) {
      return new Busy(told.reason(), told.retryAfter());
    }
    if (told.httpStatus() == 401 || told.httpStatus() == 403) {
      return new Halted(told.reason());
    }
    return told.isTransient() || told.httpStatus() / 100 != 4
        ? new Later(told.reason(), told.retryAfter())
        : new Refused(told.reason());
  }

  /** 4, 16, 64 seconds and so on, as the documentation asks for. */
  private static Duration pairWait(int attempt) {
    int exponent = Math.clamp(attempt, 1, PAIR_EXPONENT_MAX);
    return Duration.ofSeconds((long) Math.pow(PAIR_FACTOR, exponent));
  }
}
