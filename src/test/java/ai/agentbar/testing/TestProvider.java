package ai.agentbar.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * A small OpenID provider over HTTP: it publishes its configuration and keys, lets whoever comes in
 * at once as whom the test says, and is strict about everything a client must bring. One serves the
 * rooms' tests of the whole JVM, and one test class uses it; whoever runs beside them has another.
 */
public final class TestProvider {

  public static final String CLIENT_ID = "agentbar";
  public static final String CLIENT_SECRET = "secret-of-the-test-client";

  private static final JsonMapper JSON = new JsonMapper();

  /** What was asked with the code that a browser carries. */
  private record Asked(String nonce, String challenge, String redirectUri) {}

  private static final class Holder {
    static final TestProvider ONE = new TestProvider();
  }

  private final Map<String, Asked> codes = new ConcurrentHashMap<>();
  private final RSAKey key = newKey();
  private final RSAKey foreignKey = newKey();
  private final HttpServer server;
  private volatile Map<String, Object> claims = Map.of();
  private volatile Map<String, Object> told = Map.of();
  private volatile boolean forged;

  private TestProvider() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.createContext("/.well-known/openid-configuration", it -> json(it, configuration()));
    server.createContext("/jwks", it -> send(it, 200, new JWKSet(key).toString()));
    server.createContext("/authorize", this::authorize);
    server.createContext("/token", this::token);
    server.createContext("/userinfo", it -> json(it, withSubject(told)));
    server.start();
  }

  public static TestProvider get() {
    return Holder.ONE;
  }

  /** Another one, on a port of its own. */
  public static TestProvider another() {
    return new TestProvider();
  }

  public String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The settings of a program that uses it. */
  public String[] settings() {
    return new String[] {
      "agentbar.oidc.issuer=" + issuer(),
      "agentbar.oidc.client-id=" + CLIENT_ID,
      "agentbar.oidc.client-secret=" + CLIENT_SECRET
    };
  }

  /** Whoever comes next is that one; what is given here stands in the signed token. */
  public void vouchFor(Map<String, Object> signed) {
    claims = signed;
    told = Map.of();
    forged = false;
  }

  /** As {@link #vouchFor}, but it is told only to whoever asks with the access token. */
  public void tellOf(Map<String, Object> asked) {
    claims = Map.of();
    told = asked;
    forged = false;
  }

  /** The next tokens bear a signature of somebody else's. */
  public void forge() {
    forged = true;
  }

  private Map<String, Object> configuration() {
    return Map.of(
        "issuer",
        issuer(),
        "authorization_endpoint",
        issuer() + "/authorize",
        "token_endpoint",
        issuer() + "/token",
        "jwks_uri",
        issuer() + "/jwks",
        "userinfo_endpoint",
        issuer() + "/userinfo",
        "response_types_supported",
        new String[] {"code"},
        "subject_types_supported",
        new String[] {"public"},
        "id_token_signing_alg_values_supported",
        new String[] {"RS256"});
  }

  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> asked = fields(exchange.getRequestURI().getRawQuery());
    boolean fit =
        CLIENT_ID.equals(asked.get("client_id"))
            && "code".equals(asked.get("response_type"))
            && "S256".equals(asked.get("code_challenge_method"))
            && asked.getOrDefault("scope", "").contains("openid")
            && !asked.getOrDefault("nonce", "").isEmpty();
    if (!fit) {
      send(exchange, 400, "{\"error\": \"invalid_request\"}");
      return;
    }
    String code = UUID.randomUUID().toString();
    String redirectUri = Objects.requireNonNull(asked.get("redirect_uri"));
    codes.put(
        code,
        new Asked(
            Objects.requireNonNull(asked.get("nonce")),
            Objects.requireNonNull(asked.get("code_challenge")),
            redirectUri));
    exchange
        .getResponseHeaders()
        .set(
            "Location",
            "%s?code=%s&state=%s"
                .formatted(
                    redirectUri,
                    code,
                    URLEncoder.encode(asked.getOrDefault("state", ""), StandardCharsets.UTF_8)));
    send(exchange, 302, "");
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> given =
        fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Asked asked = codes.remove(given.getOrDefault("code", ""));
    String basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(
                    "%s:%s".formatted(CLIENT_ID, CLIENT_SECRET).getBytes(StandardCharsets.UTF_8));
    boolean fit =
        asked != null
            && basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))
            && asked.redirectUri().equals(given.get("redirect_uri"))
            && asked.challenge().equals(challenge(given.getOrDefault("code_verifier", "")));
    if (asked == null || !fit) {
      send(exchange, 400, "{\"error\": \"invalid_grant\"}");
      return;
    }
    json(
        exchange,
        Map.of(
            "access_token",
            UUID.randomUUID().toString(),
            "token_type",
            "Bearer",
            "expires_in",
            300,
            "scope",
            "openid email profile",
            "id_token",
            signed(asked.nonce())));
  }

  private String signed(String nonce) {
    Instant now = Clock.systemUTC().instant();
    JWTClaimsSet.Builder token =
        new JWTClaimsSet.Builder()
            .issuer(issuer())
            .subject("subject-1")
            .audience(CLIENT_ID)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(Duration.ofMinutes(5))))
            .claim("nonce", nonce);
    claims.forEach(token::claim);
    try {
      SignedJWT jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
              token.build());
      jwt.sign(new RSASSASigner(forged ? foreignKey : key));
      return jwt.serialize();
    } catch (JOSEException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static Map<String, Object> withSubject(Map<String, Object> claims) {
    Map<String, Object> all = new HashMap<>(claims);
    all.put("sub", "subject-1");
    return all;
  }

  private static String challenge(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Map<String, String> fields(String encoded) {
    return Arrays.stream(encoded.split("&"))
        .map(it -> it.split("=", 2))
        .collect(
            Collectors.toMap(
                it -> it[0], it -> URLDecoder.decode(it[1], StandardCharsets.UTF_8), (a, _) -> a));
  }

  private static void json(HttpExchange exchange, Map<String, Object> body) throws IOException {
    send(exchange, 200, JSON.writeValueAsString(body));
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(2048).keyID("one").generate();
    } catch (JOSEException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
