package ai.agentbar.sandbox.midtrans;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the popup tells Snap.js, and Snap.js the shop's page ({@code midtrans.md} 6). As in life it
 * is said in the buyer's browser and proves nothing.
 *
 * @param onClose which callback follows when the buyer closes the popup now
 * @param done whether the buyer is done, so that the popup closes by itself
 * @param result what the callback brings, as JSON
 */
record PopupResult(String onClose, boolean done, String result) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  static PopupResult of(Session session, List<Transaction> newestFirst, boolean justPaid) {
    if (newestFirst.isEmpty()) {
      return new PopupResult("close", false, "{}");
    }
    Transaction newest = newestFirst.getFirst();
    return new PopupResult(
        callback(newest), justPaid, JSON.writeValueAsString(result(session, newest)));
  }

  private static String callback(Transaction newest) {
    if (newest.status() == Status.PENDING) {
      return "pending";
    }
    return newest.status().isProcessed() ? "success" : "close";
  }

  private static Map<String, Object> result(Session session, Transaction newest) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("status_code", newest.status().notificationCode(newest.fraud()));
    result.put("status_message", List.of("Success, transaction is found"));
    result.put("transaction_id", newest.id());
    result.put("order_id", newest.orderId());
    result.put("gross_amount", newest.amount().wire());
    result.put("payment_type", newest.method().paymentType());
    result.put("transaction_status", newest.status().wire());
    session
        .request()
        .finishUrl()
        .ifPresent(url -> result.put("finish_redirect_url", url.toString()));
    return result;
  }
}
