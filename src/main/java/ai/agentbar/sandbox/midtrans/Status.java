package ai.agentbar.sandbox.midtrans;

import java.util.Locale;

/**
 * Where a transaction stands, with the status codes Midtrans pairs it with: one in notifications,
 * another in answers to GET status ({@code midtrans.md} 2.4).
 */
enum Status {
  PENDING("201", "201"),
  AUTHORIZE("200", "200"),
  CAPTURE("200", "200"),
  SETTLEMENT("200", "200"),
  DENY("202", "202"),
  CANCEL("202", "200"),
  EXPIRE("202", "407"),
  FAILURE("202", "202"),
  REFUND("200", "200"),
  PARTIAL_REFUND("200", "200"),
  PARTIAL_CHARGEBACK("200", "200"),
  CHARGEBACK("200", "200");

  private static final String CHALLENGED = "201";

  private final String notificationCode;
  private final String answerCode;

  Status(String notificationCode, String answerCode) {
    this.notificationCode = notificationCode;
    this.answerCode = answerCode;
  }

  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  String notificationCode(Fraud fraud) {
    return isChallenged(fraud) ? CHALLENGED : notificationCode;
  }

  String answerCode(Fraud fraud) {
    return isChallenged(fraud) ? CHALLENGED : answerCode;
  }

  /** Whether the order id is free for another Snap payment. */
  boolean leavesOrderIdFree() {
    return switch (this) {
      case DENY, CANCEL, EXPIRE, FAILURE -> true;
      case PENDING,
          AUTHORIZE,
          CAPTURE,
          SETTLEMENT,
          REFUND,
          PARTIAL_REFUND,
          PARTIAL_CHARGEBACK,
          CHARGEBACK ->
          false;
    };
  }

  /** Whether the buyer has done all there is to do, so that no other method may be chosen. */
  boolean isProcessed() {
    return this != PENDING && !leavesOrderIdFree();
  }

  /** Whether the money has not been taken, and still may be. */
  boolean isUndecided() {
    return this == PENDING || this == AUTHORIZE;
  }

  private boolean isChallenged(Fraud fraud) {
    return this == CAPTURE && fraud == Fraud.CHALLENGE;
  }
}
