package ai.agentbar.watch.delivery;

import ai.agentbar.event.Masking;

/** The other side did not accept a message; its text names no recipient and no address. */
class UndeliveredException extends RuntimeException {

  UndeliveredException(String reason) {
    super(Masking.mask(reason));
  }
}
