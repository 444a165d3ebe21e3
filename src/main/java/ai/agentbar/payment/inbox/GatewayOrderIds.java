package ai.agentbar.payment.inbox;

import ai.agentbar.kernel.OrderId;
import org.jspecify.annotations.Nullable;

/** Gateway order ids are an order id, a hyphen, and the number of the attempt. */
final class GatewayOrderIds {

  private GatewayOrderIds() {}

  /**
   * The order id that the text begins with; null where it is not one of ours. For log fields only.
   */
  static @Nullable OrderId orderIn(String gatewayOrderId) {
    int end = gatewayOrderId.lastIndexOf('-');
    return OrderId.parse(end < 0 ? gatewayOrderId : gatewayOrderId.substring(0, end)).orElse(null);
  }
}
