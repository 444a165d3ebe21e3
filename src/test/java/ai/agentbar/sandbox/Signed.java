package ai.agentbar.sandbox;

import ai.agentbar.kernel.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks a signature as a merchant does, written once more and not taken from the simulator. */
final class Signed {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Signed() {}

  static boolean by(Secret key, String body) {
    return by(key, JSON.readTree(body));
  }

  static boolean by(Secret key, JsonNode body) {
    String text =
        body.path("order_id").asString()
            + body.path("status_code").asString()
            + body.path("gross_amount").asString()
            + key.reveal();
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-512").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).equals(body.path("signature_key").asString());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
