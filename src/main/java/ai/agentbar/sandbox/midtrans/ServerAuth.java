package ai.agentbar.sandbox.midtrans;

import ai.agentbar.kernel.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.ServerRequest;

/** Basic authentication with the server key as user name and an empty password. */
final class ServerAuth {

  private final byte[] expected;

  ServerAuth(Secret serverKey) {
    byte[] credentials = (serverKey.reveal() + ":").getBytes(StandardCharsets.UTF_8);
    this.expected =
        ("Basic " + Base64.getEncoder().encodeToString(credentials))
            .getBytes(StandardCharsets.UTF_8);
  }

  boolean admits(ServerRequest request) {
    String given = request.headers().firstHeader(HttpHeaders.AUTHORIZATION);
    return given != null && MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8));
  }
}
