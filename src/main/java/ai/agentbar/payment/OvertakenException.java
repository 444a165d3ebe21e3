package ai.agentbar.payment;

/** Another report about the same attempt was applied after this one was fetched. */
public class OvertakenException extends RuntimeException {

  OvertakenException(String gatewayOrderId) {
    super("a newer report about %s was applied meanwhile".formatted(gatewayOrderId));
  }
}
