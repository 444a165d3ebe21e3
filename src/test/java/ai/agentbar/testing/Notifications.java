package ai.agentbar.testing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Midtrans' notifications as tests write them: signed over what stands in them, whatever that is.
 */
public final class Notifications {

  public static final String KEY = "SB-Mid-server-test";

  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, Object> fields = new LinkedHashMap<>();

  private Notifications() {}

  /** A notification about a transaction, complete but for what a test changes. */
  public static Notifications about(String gatewayOrderId, String transactionId) {
    return new Notifications()
        .with("transaction_time", "2026-11-23 10:00:05")
        .with("transaction_id", transactionId)
        .with("order_id", gatewayOrderId)
        .with("merchant_id", "G000000000")
        .with("payment_type", "qris")
        .with("gross_amount", "99000.00")
        .with("currency", "IDR")
        .status("settlement", "200");
  }

  public Notifications with(String field, Object value) {
    fields.put(field, value);
    return this;
  }

  public Notifications status(String transactionStatus, String statusCode) {
    return with("transaction_status", transactionStatus).with("status_code", statusCode);
  }

  /** The body, signed with the test's server key. */
  public byte[] signed() {
    return signedWith(KEY);
  }

  public byte[] signedWith(String key) {
    String text =
        "" + fields.get("order_id") + fields.get("status_code") + fields.get("gross_amount") + key;
    try {
      with(
          "signature_key",
          HexFormat.of()
              .formatHex(
                  MessageDigest.getInstance("SHA-512")
                      .digest(text.getBytes(StandardCharsets.UTF_8))));
    } catch (NoSuchAlgorithmException failure) {
      throw new IllegalStateException(failure);
    }
    return JSON.writeValueAsBytes(fields);
  }
}
