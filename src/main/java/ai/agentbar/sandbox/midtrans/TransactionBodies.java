package ai.agentbar.sandbox.midtrans;

import ai.agentbar.kernel.Rupiah;
import ai.agentbar.kernel.Wib;
import ai.agentbar.sandbox.fault.BodyFaults;
import ai.agentbar.sandbox.fault.FaultSwitches;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A transaction as Midtrans writes it. Notification and status answer are alike but for the code,
 * and each is signed over its own. Every scalar is a string, times are WIB without an offset, what
 * does not apply is left out.
 */
final class TransactionBodies {

  private static final long AMOUNT_ERROR = 1_000;

  private final MidtransSettings settings;
  private final FaultSwitches switches;

  TransactionBodies(MidtransSettings settings, FaultSwitches switches) {
    this.settings = settings;
    this.switches = switches;
  }

  Map<String, Object> notification(Transaction transaction, Map<String, String> customFields) {
    return body(
        transaction,
        transaction.status().notificationCode(transaction.fraud()),
        "midtrans payment notification",
        customFields);
  }

  Map<String, Object> answer(
      Transaction transaction, String message, Map<String, String> customFields) {
    return body(
        transaction, transaction.status().answerCode(transaction.fraud()), message, customFields);
  }

  private Map<String, Object> body(
      Transaction transaction,
      String statusCode,
      String message,
      Map<String, String> customFields) {
    BodyFaults faults = switches.current().body();
    String amount = shownAmount(transaction.amount(), faults).wire();
    Map<String, Object> body = new LinkedHashMap<>(transaction.methodFields());
    body.put("transaction_time", Wib.midtransTime(transaction.createdAt()));
    body.put("transaction_status", shownStatus(transaction.status(), faults));
    body.put("transaction_id", transaction.id());
    body.put("status_message", message);
    body.put("status_code", statusCode);
    body.put(
        "signature_key",
        Signature.of(transaction.orderId(), statusCode, amount, settings.serverKey()));
    if (transaction.settledAt() != null) {
      body.put("settlement_time", Wib.midtransTime(transaction.settledAt()));
    }
    body.put("payment_type", transaction.method().paymentType());
    body.put("order_id", transaction.orderId());
    body.put("merchant_id", settings.merchantId());
    body.put("gross_amount", amount);
    if (transaction.method().saysFraudStatus() && !faults.missingFraudStatus()) {
      body.put("fraud_status", transaction.fraud().wire());
    }
    body.put("expiry_time", Wib.midtransTime(transaction.expiresAt()));
    body.put("currency", faults.wrongCurrency() ? "USD" : "IDR");
    body.putAll(customFields);
    addRefunds(body, transaction);
    if (faults.extraFields()) {
      addUndocumented(body);
    }
    return body;
  }

  private static Rupiah shownAmount(Rupiah amount, BodyFaults faults) {
    return faults.wrongAmount() ? amount.plus(new Rupiah(AMOUNT_ERROR)) : amount;
  }

  private static String shownStatus(Status status, BodyFaults faults) {
    if (faults.unknownStatus()) {
      return "awaiting_review";
    }
    return faults.upperCaseStatus() ? status.wire().toUpperCase(Locale.ROOT) : status.wire();
  }

  private static void addRefunds(Map<String, Object> body, Transaction transaction) {
    if (transaction.refunds().isEmpty()) {
      return;
    }
    body.put("refund_amount", transaction.refunded().wire());
    body.put("refunds", transaction.refunds().stream().map(TransactionBodies::refund).toList());
  }

  private static Map<String, Object> refund(Refund refund) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("refund_chargeback_id", refund.id());
    fields.put("refund_amount", refund.amount().wire());
    fields.put("created_at", Wib.midtransTime(refund.createdAt()));
    fields.put("reason", refund.reason());
    fields.put("refund_key", refund.key());
    fields.put("refund_method", "channel");
    if (refund.bankConfirmedAt() != null) {
      fields.put("bank_confirmed_at", Wib.midtransTime(refund.bankConfirmedAt()));
    }
    return fields;
  }

  private static void addUndocumented(Map<String, Object> body) {
    body.put("x_settlement_route", Map.of("lane", "fast", "hops", List.of(1, 2, 3)));
    body.put("x_remark", "kolom baru ✓ é 日本");
    body.put("x_score", 0.973);
    body.put("x_flag", true);
  }
}
