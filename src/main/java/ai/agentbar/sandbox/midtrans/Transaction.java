package ai.agentbar.sandbox.midtrans;

import ai.agentbar.kernel.Rupiah;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One attempt to pay: it exists from the moment the buyer picks a method. */
record Transaction(
    String id,
    String orderId,
    Method method,
    Rupiah amount,
    Status status,
    Fraud fraud,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant settledAt,
    Map<String, Object> methodFields,
    List<Refund> refunds) {

  Transaction {
    methodFields = Collections.unmodifiableMap(new LinkedHashMap<>(methodFields));
    refunds = List.copyOf(refunds);
  }

  /** Under another order id. */
  Transaction named(String otherOrderId) {
    return new Transaction(
        id,
        otherOrderId,
        method,
        amount,
        status,
        fraud,
        createdAt,
        expiresAt,
        settledAt,
        methodFields,
        refunds);
  }

  Transaction to(Status next) {
    return to(next, fraud);
  }

  Transaction to(Status next, Fraud nextFraud) {
    return new Transaction(
        id,
        orderId,
        method,
        amount,
        next,
        nextFraud,
        createdAt,
        expiresAt,
        settledAt,
        methodFields,
        refunds);
  }

  Transaction settledAt(Instant moment) {
    return new Transaction(
        id,
        orderId,
        method,
        amount,
        status,
        fraud,
        createdAt,
        expiresAt,
        moment,
        methodFields,
        refunds);
  }

  Transaction with(Map<String, Object> moreFields) {
    Map<String, Object> fields = new LinkedHashMap<>(methodFields);
    fields.putAll(moreFields);
    return new Transaction(
        id, orderId, method, amount, status, fraud, createdAt, expiresAt, settledAt, fields,
        refunds);
  }

  Transaction with(List<Refund> newRefunds) {
    return new Transaction(
        id,
        orderId,
        method,
        amount,
        status,
        fraud,
        createdAt,
        expiresAt,
        settledAt,
        methodFields,
        newRefunds);
  }

  Transaction with(Refund refund) {
    return with(Stream.concat(refunds.stream(), Stream.of(refund)).toList());
  }

  /** With that refund confirmed by the bank. */
  Transaction confirmed(String refundKey, Instant moment) {
    return with(
        refunds.stream()
            .map(refund -> refund.key().equals(refundKey) ? refund.confirmedAt(moment) : refund)
            .toList());
  }

  Rupiah refunded() {
    return refunds.stream().map(Refund::amount).reduce(Rupiah.ZERO, Rupiah::plus);
  }

  Rupiah refundable() {
    return new Rupiah(amount.amount() - refunded().amount());
  }

  boolean isChallenged() {
    return status == Status.CAPTURE && fraud == Fraud.CHALLENGE;
  }

  /** How the pages colour it. */
  String tone() {
    return switch (status) {
      case SETTLEMENT -> "good";
      case CAPTURE -> isChallenged() ? "waiting" : "good";
      case PENDING, AUTHORIZE -> "waiting";
      case DENY, CANCEL, EXPIRE, FAILURE, REFUND, PARTIAL_REFUND, PARTIAL_CHARGEBACK, CHARGEBACK ->
          "bad";
    };
  }
}
