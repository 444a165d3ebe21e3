package ai.agentbar.payment;

import ai.agentbar.kernel.Rupiah;
import ai.agentbar.order.OrderStatus;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that is known of one order's money: the order's state and amount, every transaction of its
 * attempts, and the facts beside them. Immutable: a decision is made on it, not in it.
 *
 * @param newestAttempt the gateway order id of the newest payment attempt
 * @param merchantId the account the money must arrive at
 * @param overdue whether the time to pay is over
 */
public record PaymentLedger(
    OrderStatus status,
    Rupiah amount,
    String merchantId,
    String newestAttempt,
    boolean overdue,
    Map<String, Transaction> transactions,
    Set<PaymentFact> facts) {

  /** One transaction as last recorded. */
  public record Transaction(String gatewayOrderId, TransactionStatus status) {}

  public PaymentLedger {
    transactions = Map.copyOf(transactions);
    facts = Set.copyOf(facts);
  }

  Optional<Transaction> transaction(String transactionId) {
    return Optional.ofNullable(transactions.get(transactionId));
  }

  boolean anotherHoldsMoney(String transactionId) {
    return transactions.entrySet().stream()
        .anyMatch(it -> !it.getKey().equals(transactionId) && it.getValue().status().holdsMoney());
  }

  boolean anotherMayStillPay(String transactionId) {
    return transactions.entrySet().stream()
        .anyMatch(it -> !it.getKey().equals(transactionId) && it.getValue().status().isLive());
  }
}
