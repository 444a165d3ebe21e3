package ai.agentbar.order;

import java.time.Instant;

/**
 * Midtrans' word that one transaction took the money, asked for and checked. Only the room {@code
 * payment} makes one (a house rule checks that): no person and no API can call an order paid.
 */
public record PaymentProof(
    String gatewayOrderId, String transactionId, Source source, Instant provenAt) {

  /** Which way the proof came. */
  public enum Source {
    NOTIFICATION,
    RECONCILIATION
  }
}
