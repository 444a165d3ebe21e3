package ai.agentbar.payment;

import ai.agentbar.kernel.OrderId;
import ai.agentbar.order.Orders;
import ai.agentbar.order.SuspensionReason;
import ai.agentbar.payment.EntitlementSettings.Policy;
import java.util.Collection;
import org.springframework.stereotype.Component;

/** Lets the access follow the money, after the order was paid once. */
@Component
class Access {

  private final Orders orders;
  private final EntitlementSettings settings;

  Access(Orders orders, EntitlementSettings settings) {
    this.orders = orders;
    this.settings = settings;
  }

  /**
   * A transaction that was paid moved.
   *
   * @param standing the status of every transaction of the order, the moved one included
   */
  void follow(OrderId orderId, TransactionStatus moved, Collection<TransactionStatus> standing) {
    if (standing.stream().anyMatch(TransactionStatus::holdsMoney)) {
      orders.restore(orderId);
      return;
    }
    switch (moved) {
      case REFUNDED -> suspend(orderId, settings.onRefund(), SuspensionReason.REFUND);
      case CHARGED_BACK -> suspend(orderId, settings.onChargeback(), SuspensionReason.CHARGEBACK);
      case REVERSED -> suspend(orderId, settings.onReversal(), SuspensionReason.REVERSAL);
      case PENDING,
          AUTHORIZED,
          REVIEW,
          DENIED,
          FAILED,
          CANCELLED,
          EXPIRED,
          PAID,
          PARTIALLY_REFUNDED,
          PARTIALLY_CHARGED_BACK -> {
        // These take nothing away.
      }
    }
  }

  private void suspend(OrderId orderId, Policy policy, SuspensionReason reason) {
    if (policy == Policy.SUSPEND) {
      orders.suspend(orderId, reason);
    }
  }
}
