package ai.agentbar.web.staff;

import ai.agentbar.kernel.Secret;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a browser carries to the provider and back, so that any node can receive it: what the
 * provider's answer must repeat, the proof key, and where the person was going.
 *
 * @param verifier the proof key of RFC 7636
 */
record Errand(String state, String nonce, String verifier, String next, Instant until) {

  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int IV_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Sealed with a key made of the client's secret, which every node has and nobody else. */
  String sealed(Secret secret) {
    byte[] iv = new byte[IV_BYTES];
    RANDOM.nextBytes(iv);
    String text =
        String.join(
            "\n", List.of(state, nonce, verifier, next, Long.toString(until.toEpochMilli())));
    byte[] body = run(Cipher.ENCRYPT_MODE, iv, text.getBytes(StandardCharsets.UTF_8), secret);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(ByteBuffer.allocate(iv.length + body.length).put(iv).put(body).array());
  }

  /** Nothing where somebody else sealed it, or it was changed, or its time is over. */
  static Optional<Errand> open(String sealed, Secret secret, Instant now) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(sealed));
      byte[] iv = new byte[IV_BYTES];
      bytes.get(iv);
      byte[] body = new byte[bytes.remaining()];
      bytes.get(body);
      byte[] text = run(Cipher.DECRYPT_MODE, iv, body, secret);
      return Optional.of(parse(new String(text, StandardCharsets.UTF_8)))
          .filter(it -> now.isBefore(it.until()));
    } catch (IllegalArgumentException | BufferUnderflowException _) {
      return Optional.empty();
    }
  }

  private static Errand parse(String text) {
    List<String> parts = List.of(text.split("\n", -1));
    return new Errand(
        parts.get(0),
        parts.get(1),
        parts.get(2),
        parts.get(3),
        Instant.ofEpochMilli(Long.parseLong(parts.get(4))));
  }

  private static byte[] run(int mode, byte[] iv, byte[] text, Secret secret) {
    try {
      byte[] key =
          MessageDigest.getInstance("SHA-256")
              .digest(("errand:" + secret.reveal()).getBytes(StandardCharsets.UTF_8));
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, iv));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException failure) {
      throw new IllegalArgumentException("not sealed by us", failure);
    }
  }
}
