package ai.agentbar.payment;

import org.jspecify.annotations.Nullable;

/**
 * The gateway gave no usable answer; whether the call had its effect is unknown. Try again later.
 */
public class GatewayUnavailableException extends RuntimeException {

  public GatewayUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
