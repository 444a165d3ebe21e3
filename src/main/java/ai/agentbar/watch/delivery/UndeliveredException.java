package ai.agentbar.watch.delivery;

import ai.agentbar.event.Masking;
import java.time.Duration;

/** The other side did not accept a message; its text names no recipient and no address. */
class UndeliveredException extends RuntimeException {

  private final transient Duration notBefore;

  UndeliveredException(String reason) {
    this(reason, Duration.ZERO);
  }

  /**
   * @param notBefore how long the other side asks to be left alone
   */
  UndeliveredException(String reason, Duration notBefore) {
    super(Masking.mask(reason));
    this.notBefore = notBefore;
  }

  Duration notBefore() {
    return notBefore;
  }
}
