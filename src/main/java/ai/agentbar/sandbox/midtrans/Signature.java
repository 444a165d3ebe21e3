package ai.agentbar.sandbox.midtrans;

import ai.agentbar.kernel.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Midtrans' signature: SHA-512 over order id, status code, gross amount and server key, exactly as
 * they are written in the body ({@code midtrans.md} 2.3). It covers neither status nor currency.
 */
final class Signature {

  private Signature() {}

  static String of(String orderId, String statusCode, String grossAmount, Secret serverKey) {
    String text = orderId + statusCode + grossAmount + serverKey.reveal();
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-512").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-512", e);
    }
  }
}
