package ai.agentbar.sandbox.merchant;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Whether a message is from who it says: HMAC-SHA256 over {@code id.timestamp.body}, one of the
 * signatures of version 1, and a timestamp that is not too old or too new.
 *
 * @see <a
 *     href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 *     Webhooks</a>
 */
final class SignatureCheck {

  static final String VERIFIED = "verified";

  private static final String SECRET_PREFIX = "whsec_";
  private static final String VERSION = "v1,";

  private final SecretKeySpec key;
  private final Duration tolerance;

  SignatureCheck(MerchantSettings settings) {
    String secret = settings.secret().reveal();
    String base64 =
        secret.startsWith(SECRET_PREFIX) ? secret.substring(SECRET_PREFIX.length()) : secret;
    this.key = new SecretKeySpec(Base64.getDecoder().decode(base64), "HmacSHA256");
    this.tolerance = settings.tolerance();
  }

  /** {@link #VERIFIED}, or why not. */
  String judge(Headers headers, byte[] body, Instant now) {
    if (headers.id().isEmpty() || headers.timestamp().isEmpty() || headers.signature().isEmpty()) {
      return "a header is missing";
    }
    if (!headers.timestamp().matches("[0-9]{1,12}")) {
      return "the timestamp is no number";
    }
    Instant sentAt = Instant.ofEpochSecond(Long.parseLong(headers.timestamp()));
    if (Duration.between(sentAt, now).abs().compareTo(tolerance) > 0) {
      return "the timestamp is too far away";
    }
    byte[] expected = signature(headers.id() + "." + headers.timestamp() + ".", body);
    boolean fits =
        Arrays.stream(headers.signature().split(" "))
            .filter(given -> given.startsWith(VERSION))
            .map(given -> given.substring(VERSION.length()).getBytes(StandardCharsets.UTF_8))
            .anyMatch(given -> MessageDigest.isEqual(expected, given));
    return fits ? VERIFIED : "no signature fits";
  }

  /** The three headers of the specification, empty where they are missing. */
  record Headers(String id, String timestamp, String signature) {}

  private byte[] signature(String prefix, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(prefix.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encode(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has HMAC-SHA256", e);
    }
  }
}
