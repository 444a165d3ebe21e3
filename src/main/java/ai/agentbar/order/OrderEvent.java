package ai.agentbar.order;

import ai.agentbar.event.Event;
import ai.agentbar.event.EventType;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.kernel.Rupiah;
import com.fasterxml.jackson.annotation.JsonIgnore;

/** What happens to an order. */
public sealed interface OrderEvent extends Event {

  @Override
  OrderId orderId();

  record Created(@JsonIgnore OrderId orderId, String packageId, Rupiah amount)
      implements OrderEvent {
    @Override
    public EventType type() {
      return EventType.ORDER_CREATED;
    }

    @Override
    public String name() {
      return "ORDER_CREATED";
    }

    @Override
    public String message() {
      return "Order placed: %s for %s".formatted(packageId, amount);
    }
  }

  /**
   * The order moved from one state to another.
   *
   * @param late whether the money came after the order had ended unpaid
   * @param reason why, in a word
   */
  record StatusChanged(
      @JsonIgnore OrderId orderId,
      OrderStatus from,
      OrderStatus to,
      Rupiah amount,
      boolean late,
      String reason)
      implements OrderEvent {
    @Override
    public EventType type() {
      return EventType.ORDER_STATUS_CHANGED;
    }

    @Override
    public String name() {
      return switch (to) {
        case CREATED -> throw new IllegalStateException("no order becomes CREATED");
        case PENDING_PAYMENT -> "PAYMENT_OPENED";
        case PAID -> "PAYMENT_PAID";
        case FAILED -> "ORDER_FAILED";
        case EXPIRED -> "ORDER_EXPIRED";
      };
    }

    @Override
    public String message() {
      return "Order updated to %s%s".formatted(to, late ? ", late" : "");
    }
  }

  record EntitlementGranted(@JsonIgnore OrderId orderId, String packageId) implements OrderEvent {
    @Override
    public EventType type() {
      return EventType.ENTITLEMENT_GRANTED;
    }

    @Override
    public String name() {
      return "ENTITLEMENT_GRANTED";
    }

    @Override
    public String message() {
      return "Access to %s granted".formatted(packageId);
    }
  }

  /** The money went, and the access rests; the order stays PAID. */
  record EntitlementSuspended(
      @JsonIgnore OrderId orderId, String packageId, SuspensionReason reason)
      implements OrderEvent {
    @Override
    public EventType type() {
      return EventType.ENTITLEMENT_CHANGED;
    }

    @Override
    public String name() {
      return "ENTITLEMENT_SUSPENDED";
    }

    @Override
    public String message() {
      return "Access to %s suspended: %s".formatted(packageId, reason);
    }

    @Override
    public Level level() {
      return Level.WARN;
    }
  }

  /**
   * The money came again, and with it the access.
   *
   * @param reason why it had been suspended
   */
  record EntitlementRestored(@JsonIgnore OrderId orderId, String packageId, SuspensionReason reason)
      implements OrderEvent {
    @Override
    public EventType type() {
      return EventType.ENTITLEMENT_CHANGED;
    }

    @Override
    public String name() {
      return "ENTITLEMENT_RESTORED";
    }

    @Override
    public String message() {
      return "Access to %s restored".formatted(packageId);
    }
  }
}
