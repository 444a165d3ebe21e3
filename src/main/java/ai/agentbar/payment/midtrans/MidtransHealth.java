package ai.agentbar.payment.midtrans;

import ai.agentbar.event.Masking;
import ai.agentbar.kernel.Secret;
import ai.agentbar.payment.GatewayHealth;
import ai.agentbar.payment.GatewayUnavailableException;
import ai.agentbar.payment.NotificationReader.Reading;
import ai.agentbar.payment.midtrans.MidtransClient.Raw;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Midtrans' two hosts, asked for what cannot be there. The status of an order that cannot exist is
 * 404 with the right key and 401 with a wrong one; Snap answers a request without an order id 400
 * with the right key and 401 with a wrong one, and creates nothing ({@code midtrans.md} 1.2 and 3).
 */
@Component
class MidtransHealth implements GatewayHealth {

  private static final String NO_ORDER = "agentbar-probe";
  private static final byte[] NO_REQUEST =
      "{\"transaction_details\":{}}".getBytes(StandardCharsets.UTF_8);
  private static final int UNAUTHORIZED = 401;
  private static final JsonMapper JSON = new JsonMapper();

  private final MidtransClient client;
  private final MidtransSettings settings;
  private final MidtransNotificationReader reader;

  MidtransHealth(
      MidtransClient client, MidtransSettings settings, MidtransNotificationReader reader) {
    this.client = client;
    this.settings = settings;
    this.reader = reader;
  }

  @Override
  public Health statusApi() {
    return asked(
        HttpMethod.GET, settings.apiUrl(), "/v2/" + NO_ORDER + "/status", new byte[0], "404");
  }

  @Override
  public Health pages() {
    return asked(
        HttpMethod.POST, settings.snapUrl(), "/snap/v1/transactions", NO_REQUEST, "order_id");
  }

  @Override
  public SelfTest signature() {
    boolean own =
        settings.signingKeys().stream()
            .allMatch(key -> reader.read(signedWith(key)) instanceof Reading.Genuine);
    boolean foreign =
        reader.read(signedWith(new Secret("not-the-key-of-this-merchant")))
            instanceof Reading.Forged;
    return new SelfTest(own, foreign);
  }

  private Health asked(HttpMethod method, URI host, String path, byte[] body, String expectedWord) {
    long startedNanos = System.nanoTime();
    Raw raw;
    try {
      raw = client.call(method, host, path, body);
    } catch (GatewayUnavailableException failure) {
      return health(Condition.UNREACHABLE, startedNanos, String.valueOf(failure.getMessage()));
    }
    if (raw.httpStatus() == UNAUTHORIZED || raw.body().contains("\"401\"")) {
      return health(Condition.KEY_REFUSED, startedNanos, "401");
    }
    // Past 400 the Core API says all in its body, mostly under HTTP 200.
    boolean fine = raw.httpStatus() <= 404 && raw.body().contains(expectedWord) && isJson(raw);
    return fine
        ? health(Condition.FINE, startedNanos, "")
        : health(Condition.UNREACHABLE, startedNanos, "HTTP " + raw.httpStatus());
  }

  private static boolean isJson(Raw raw) {
    return raw.body().stripLeading().startsWith("{");
  }

  private static Health health(Condition condition, long startedNanos, String detail) {
    return new Health(
        condition, Duration.ofNanos(System.nanoTime() - startedNanos), Masking.mask(detail));
  }

  private static byte[] signedWith(Secret key) {
    Map<String, String> fields =
        new TreeMap<>(
            Map.of(
                "order_id", NO_ORDER,
                "status_code", "200",
                "gross_amount", "99000.00",
                "transaction_status", "settlement"));
    WireNotification unsigned = new WireNotification(fields, List.of(), List.of());
    fields.put("signature_key", Signature.of(unsigned, key));
    return JSON.writeValueAsBytes(fields);
  }
}
