package ai.agentbar.order;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A caller's name for one request, with the fingerprint of what it asked: the same name with
 * another content is a mistake of the caller's.
 */
public record IdempotencyKey(String value, String requestHash) {

  public static final int LENGTH_MAX = 255;

  public IdempotencyKey {
    if (value.isBlank()
        || value.length() > LENGTH_MAX
        || !value.chars().allMatch(it -> it > 0x20 && it < 0x7F)) {
      throw new IllegalArgumentException(
          "an Idempotency-Key has 1 to %d visible ASCII characters".formatted(LENGTH_MAX));
    }
  }

  /** The key for a request of that content, given in a canonical form. */
  public static IdempotencyKey of(String value, String canonicalRequest) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(canonicalRequest.getBytes(StandardCharsets.UTF_8));
      return new IdempotencyKey(value, HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException failure) {
      throw new IllegalStateException("every Java has SHA-256", failure);
    }
  }
}
