package ai.agentbar.payment.midtrans;

import ai.agentbar.payment.Outcome;
import ai.agentbar.payment.Outcome.Known;
import ai.agentbar.payment.PaymentInstruction;
import ai.agentbar.payment.TransactionReport;
import ai.agentbar.payment.TransactionStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Midtrans' words in ours. The one table of outcomes, and the one of (status_code,
 * transaction_status) pairs; sources: docs.midtrans.com, transaction status cycle, HTTP
 * notification.
 */
final class Wire {

  private static final int TEXT_LENGTH_MAX = 255;

  /** The codes with which a notification may carry a status; the signature covers the code only. */
  private static final Map<String, Set<String>> NOTIFICATION_CODES =
      Map.ofEntries(
          Map.entry("pending", Set.of("201")),
          Map.entry("authorize", Set.of("200", "201")),
          Map.entry("capture", Set.of("200", "201")),
          Map.entry("settlement", Set.of("200")),
          Map.entry("deny", Set.of("202")),
          Map.entry("cancel", Set.of("202")),
          Map.entry("expire", Set.of("202")),
          Map.entry("failure", Set.of("202")),
          Map.entry("refund", Set.of("200")),
          Map.entry("partial_refund", Set.of("200")),
          Map.entry("chargeback", Set.of("200")),
          Map.entry("partial_chargeback", Set.of("200")));

  private Wire() {}

  /** What a notification reports; its pair of code and status is checked. */
  static TransactionReport notified(WireNotification body) {
    return report(
        body,
        null,
        NOTIFICATION_CODES.getOrDefault(status(body), Set.of()).contains(body.text("status_code")));
  }

  /** What a status answer reports; it came over our own authenticated call. */
  static TransactionReport answered(WireNotification body) {
    return report(body, Instructions.in(body).orElse(null), true);
  }

  /** Text that PostgreSQL can hold, in a bounded length. */
  static String storable(String raw) {
    String clean = raw.replace('\u0000', '\uFFFD');
    return clean.substring(0, Math.min(clean.length(), TEXT_LENGTH_MAX));
  }

  private static TransactionReport report(
      WireNotification body, @Nullable PaymentInstruction instruction, boolean consistent) {
    return new TransactionReport(
        storable(body.text("order_id")),
        storable(body.text("transaction_id")),
        storable(body.text("payment_type")),
        provider(body),
        instruction,
        outcome(body),
        storable(body.text("gross_amount")),
        storable(body.text("currency")),
        body.has("merchant_id") ? storable(body.text("merchant_id")) : null,
        consistent);
  }

  /** Permata's accounts have a field of their own, and shops name their chain. */
  private static @Nullable String provider(WireNotification body) {
    if (body.has("permata_va_number")) {
      return "permata";
    }
    return body.has("store") ? storable(body.text("store").toLowerCase(Locale.ROOT)) : null;
  }

  private static Outcome outcome(WireNotification body) {
    String fraud = body.text("fraud_status").toLowerCase(Locale.ROOT);
    return switch (status(body)) {
      case "pending" -> new Known(TransactionStatus.PENDING);
      case "authorize" -> new Known(TransactionStatus.AUTHORIZED);
      case "capture" ->
          new Known(
              fraud.isEmpty() || fraud.equals("accept")
                  ? TransactionStatus.PAID
                  : TransactionStatus.REVIEW);
      case "settlement" ->
          new Known(fraud.equals("deny") ? TransactionStatus.REVIEW : TransactionStatus.PAID);
      case "deny" -> new Outcome.Denied();
      case "failure" -> new Known(TransactionStatus.FAILED);
      case "cancel" -> new Known(TransactionStatus.CANCELLED);
      case "expire" -> new Known(TransactionStatus.EXPIRED);
      case "refund" -> new Outcome.Refunded(true, refunds(body));
      case "partial_refund" -> new Outcome.Refunded(false, refunds(body));
      case "chargeback" -> new Known(TransactionStatus.CHARGED_BACK);
      case "partial_chargeback" -> new Known(TransactionStatus.PARTIALLY_CHARGED_BACK);
      default -> new Outcome.Unrecognised(storable(body.text("transaction_status")));
    };
  }

  /** A DANA sample shows the status in capitals. */
  private static String status(WireNotification body) {
    return body.text("transaction_status").toLowerCase(Locale.ROOT);
  }

  private static List<Outcome.Refund> refunds(WireNotification body) {
    if (body.refunds().isEmpty()) {
      String sum = storable(body.text("refund_amount"));
      return List.of(new Outcome.Refund(storable(body.text("transaction_id")) + ":" + sum, sum));
    }
    return body.refunds();
  }
}
