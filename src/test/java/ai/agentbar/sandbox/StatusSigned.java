package ai.agentbar.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks a status webhook as Meta's documentation tells a business to. */
final class StatusSigned {

  private StatusSigned() {}

  static boolean bySecret(Receiver.Arrival arrival) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec("sandbox-app-secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      String digest =
          HexFormat.of().formatHex(mac.doFinal(arrival.raw().getBytes(StandardCharsets.UTF_8)));
      return List.of("sha256=" + digest).equals(arrival.headers().get("X-hub-signature-256"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
