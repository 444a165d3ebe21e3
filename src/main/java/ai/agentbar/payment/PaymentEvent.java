package ai.agentbar.payment;

import ai.agentbar.event.Event;
import ai.agentbar.event.EventType;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.kernel.Rupiah;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What happens to an order's payments. */
public sealed interface PaymentEvent extends Event {

  /**
   * A payment page was opened.
   *
   * @param attempt which attempt of the order this is, from 1
   */
  record AttemptCreated(@JsonIgnore OrderId orderId, String gatewayOrderId, int attempt)
      implements PaymentEvent {
    @Override
    public EventType type() {
      return EventType.PAYMENT_ATTEMPT_CREATED;
    }

    @Override
    public String name() {
      return "PAYMENT_ATTEMPT_CREATED";
    }

    @Override
    public String message() {
      return "Payment page %s opened at Midtrans".formatted(gatewayOrderId);
    }
  }

  /**
   * A transaction at the gateway has another status than before.
   *
   * @param provider the bank or the chain of shops, where the gateway names one
   */
  record TransactionMoved(
      @JsonIgnore OrderId orderId,
      String gatewayOrderId,
      String transactionId,
      String paymentType,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String provider,
      @Nullable TransactionStatus from,
      TransactionStatus status)
      implements PaymentEvent {
    @Override
    public EventType type() {
      return EventType.PAYMENT_STATUS_CHANGED;
    }

    @Override
    public String name() {
      return "TRANSACTION_" + status;
    }

    @Override
    public String message() {
      return "Transaction by %s is %s".formatted(paymentType, status);
    }
  }

  /**
   * Something about the money of an order that a person should know.
   *
   * @param amount the order's price: what the gateway took may be another amount or currency
   */
  record FactNoted(
      @JsonIgnore OrderId orderId,
      PaymentFact.Kind kind,
      String key,
      String transactionId,
      Rupiah amount)
      implements PaymentEvent {
    @Override
    public EventType type() {
      return EventType.PAYMENT_FACT;
    }

    @Override
    public String name() {
      return kind.name();
    }

    @Override
    public String message() {
      return "Noted about the money of this order: " + kind;
    }

    @Override
    public Level level() {
      return kind.level();
    }
  }

  /**
   * The gateway was called and did not do as asked.
   *
   * @param operation what was asked of the gateway
   */
  record GatewayFailed(@JsonIgnore OrderId orderId, String operation, String reason)
      implements PaymentEvent {
    @Override
    public EventType type() {
      return EventType.GATEWAY_FAILED;
    }

    @Override
    public String name() {
      return "GATEWAY_FAILED";
    }

    @Override
    public String message() {
      return "Midtrans did not do as asked: " + operation;
    }

    @Override
    public Level level() {
      return Level.WARN;
    }

    @Override
    @JsonIgnore
    public Failure failure() {
      return new Failure("GatewayFailed", reason);
    }
  }
}
