package ai.agentbar.watch.runbook.probe;

import ai.agentbar.payment.GatewayHealth.Health;
import ai.agentbar.watch.runbook.Finding;

/** What a host of Midtrans being well or not means in words. */
final class GatewayFinding {

  private GatewayFinding() {}

  static Finding of(Health health, String indonesian, String english) {
    long ms = health.took().toMillis();
    return switch (health.condition()) {
      case FINE ->
          Finding.good(
              "%s menjawab dalam %d ms, key diterima".formatted(indonesian, ms),
              "%s answers in %d ms and takes the key".formatted(english, ms));
      case KEY_REFUSED ->
          Finding.bad(
              "%s menolak server key (401)".formatted(indonesian),
              "%s refuses the server key (401)".formatted(english));
      case UNREACHABLE ->
          Finding.bad(
              "%s tidak menjawab semestinya setelah %d ms: %s"
                  .formatted(indonesian, ms, health.detail()),
              "%s does not answer as it should after %d ms: %s"
                  .formatted(english, ms, health.detail()));
    };
  }
}
