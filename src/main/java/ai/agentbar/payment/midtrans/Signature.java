package ai.agentbar.payment.midtrans;

import ai.agentbar.kernel.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Midtrans' signature: lower-case hex of SHA-512 over order id, status code, gross amount and
 * server key, exactly as they stand in the body ({@code "99000.00"}, never a reformatted number).
 *
 * <p>It covers neither the transaction status nor the transaction id nor the currency: a genuine
 * signature proves that Midtrans once sent such a triple, not that the rest of the body is true.
 * Source: docs.midtrans.com, HTTP(S) notification.
 */
final class Signature {

  private Signature() {}

  /** Whether one of the keys signed this body. Takes the same time wherever the two differ. */
  static boolean verifies(WireNotification body, List<Secret> keys) {
    byte[] given = body.text("signature_key").getBytes(StandardCharsets.UTF_8);
    boolean verified = false;
    for (Secret key : keys) {
      byte[] expected = of(body, key).getBytes(StandardCharsets.UTF_8);
      verified |= MessageDigest.isEqual(expected, given);
    }
    return verified;
  }

  static String of(WireNotification body, Secret key) {
    String signed =
        body.text("order_id") + body.text("status_code") + body.text("gross_amount") + key.reveal();
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-512").digest(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException failure) {
      throw new IllegalStateException("every Java has SHA-512", failure);
    }
  }
}
