package ai.agentbar.sandbox.midtrans;

import ai.agentbar.kernel.Secret;
import ai.agentbar.sandbox.fault.FaultSwitches;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.json.JsonMapper;

/** Writes the letters: what Midtrans tells, and what somebody else would like it to have told. */
final class Notifications {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Secret FOREIGN_KEY = new Secret("SB-Mid-server-somebody-else");
  private static final String TEST_AMOUNT = "105000.00";
  private static final String TEST_TIME = "2018-11-15 14:05:59";

  private final MidtransSettings settings;
  private final FaultSwitches switches;
  private final TransactionBodies bodies;
  private final Postman postman;

  Notifications(
      MidtransSettings settings,
      FaultSwitches switches,
      TransactionBodies bodies,
      Postman postman) {
    this.settings = settings;
    this.switches = switches;
    this.bodies = bodies;
    this.postman = postman;
  }

  /** Tells every address of the payment where the transaction stands. */
  void tell(Transaction transaction, Session session) {
    Map<String, Object> body = bodies.notification(transaction, session.request().customFields());
    for (URI url : session.notificationUrls()) {
      postman.post(letter(Letter.Kind.GENUINE, url, body));
      if (switches.current().delivery().forgeValidSignature()) {
        postman.post(letter(Letter.Kind.ALTERED, url, altered(body)));
      }
    }
  }

  /** Completes when every address answered what was told of the transaction so far. */
  CompletableFuture<Void> told(Transaction transaction, Session session) {
    return CompletableFuture.allOf(
        session.notificationUrls().stream()
            .map(url -> postman.delivered(thread(transaction.id(), url)))
            .toArray(CompletableFuture<?>[]::new));
  }

  /** The dashboard's test button ({@code midtrans.md} 2.2): signed, but about no order at all. */
  void tellTest(String id) {
    String orderId = "payment_notif_test_" + settings.merchantId() + "_" + id;
    Map<String, Object> body = settledGopay(orderId, id, TEST_AMOUNT, settings.serverKey());
    postman.post(letter(Letter.Kind.TEST, settings.webhookUrl(), body));
  }

  /** A settlement of that order, signed with a key that is not the merchant's. */
  void forge(String orderId, String grossAmount, String transactionId) {
    Map<String, Object> body = settledGopay(orderId, transactionId, grossAmount, FOREIGN_KEY);
    postman.post(letter(Letter.Kind.FORGED, settings.webhookUrl(), body));
  }

  /**
   * The same signature covers the same code: a pending may be called settled, a settled refunded.
   */
  private static Map<String, Object> altered(Map<String, Object> genuine) {
    Map<String, Object> body = new LinkedHashMap<>(genuine);
    boolean paid = "200".equals(genuine.get("status_code"));
    body.put("transaction_status", paid ? "refund" : "settlement");
    return body;
  }

  private Map<String, Object> settledGopay(
      String orderId, String transactionId, String grossAmount, Secret key) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("transaction_time", TEST_TIME);
    body.put("transaction_status", "settlement");
    body.put("transaction_id", transactionId);
    body.put("status_message", "midtrans payment notification");
    body.put("status_code", "200");
    body.put("signature_key", Signature.of(orderId, "200", grossAmount, key));
    body.put("settlement_time", TEST_TIME);
    body.put("payment_type", "gopay");
    body.put("order_id", orderId);
    body.put("merchant_id", settings.merchantId());
    body.put("gross_amount", grossAmount);
    body.put("fraud_status", "accept");
    body.put("currency", "IDR");
    return body;
  }

  private static Letter letter(Letter.Kind kind, URI url, Map<String, Object> body) {
    boolean foreign = kind == Letter.Kind.FORGED || kind == Letter.Kind.TEST;
    String thread =
        foreign ? UUID.randomUUID().toString() : thread(text(body, "transaction_id"), url);
    return new Letter(
        kind,
        thread,
        text(body, "order_id"),
        text(body, "transaction_status"),
        url,
        JSON.writeValueAsString(body));
  }

  private static String thread(String transactionId, URI url) {
    return transactionId + url;
  }

  private static String text(Map<String, Object> body, String field) {
    return String.valueOf(body.get(field));
  }

  List<URI> defaultUrls() {
    return List.of(settings.webhookUrl());
  }
}
