package ai.agentbar.payment.midtrans;

import ai.agentbar.payment.GatewayUnavailableException;
import ai.agentbar.payment.Pace;
import ai.agentbar.payment.PaymentGateway;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Midtrans over HTTP, thinly. Two hosts with two dialects: Snap answers with HTTP codes and {@code
 * error_messages}, the Core API with HTTP 200 and a {@code status_code} in the body, which counts.
 *
 * <p>Any thread. Each host has its circuit breaker, so that a dead one costs its callers nothing
 * but a refusal; closing pages has one of its own, so that pages that do not close never keep
 * buyers from others. The status API is called at one pace, whoever asks; Snap, where a buyer
 * waits, at once. What is not JSON, is too long, or says 401, 429 or 5xx and tells of no
 * transaction is no answer.
 */
@Component
class MidtransClient implements PaymentGateway {

  private static final int BODY_LENGTH_MAX = 64 * 1024;

  private static final CircuitBreakerConfig BREAKER =
      CircuitBreakerConfig.custom()
          .slidingWindowSize(20)
          .minimumNumberOfCalls(10)
          .failureRateThreshold(50)
          .waitDurationInOpenState(Duration.ofSeconds(5))
          .permittedNumberOfCallsInHalfOpenState(3)
          .build();

  private final MidtransSettings settings;
  private final RestClient http;
  private final JsonMapper json = new JsonMapper();
  private final CircuitBreaker snap = CircuitBreaker.of("midtrans-snap", BREAKER);
  private final CircuitBreaker closing = CircuitBreaker.of("midtrans-snap-closing", BREAKER);
  private final CircuitBreaker core = CircuitBreaker.of("midtrans-core", BREAKER);
  private final Pace corePace;

  MidtransClient(MidtransSettings settings) {
    this.settings = settings;
    this.corePace = new Pace(settings.perSecond(), System::nanoTime);
    JdkClientHttpRequestFactory requests =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder()
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
    requests.setReadTimeout(settings.readTimeout());
    this.http =
        RestClient.builder().requestFactory(requests).defaultHeaders(this::identify).build();
  }

  @Override
  public String merchantId() {
    return settings.merchantId();
  }

  @Override
  public Opening open(OpeningRequest request) {
    byte[] body = json.writeValueAsBytes(SnapRequest.of(request, settings.offered().names()));
    return guarded(
        snap,
        () -> {
          Raw raw = call(HttpMethod.POST, settings.snapUrl(), "/snap/v1/transactions", body);
          return opening(raw);
        });
  }

  @Override
  public Answer status(String reference) {
    return core(HttpMethod.GET, reference, "status");
  }

  @Override
  public Answer expire(String reference) {
    return core(HttpMethod.POST, reference, "expire");
  }

  @Override
  public Answer cancel(String reference) {
    return core(HttpMethod.POST, reference, "cancel");
  }

  @Override
  public PageClosing cancelPage(String token) {
    String path =
        UriComponentsBuilder.fromPath("/snap/v1/transactions/{token}/cancel")
            .encode()
            .buildAndExpand(token)
            .toUriString();
    return guarded(
        closing, () -> closing(call(HttpMethod.POST, settings.snapUrl(), path, new byte[0])));
  }

  @Override
  public boolean offersUnaskableMethods() {
    return settings.offered().haveUnaskable();
  }

  /** What came back, before anyone has looked at it. */
  record Raw(int httpStatus, String body) {}

  private Opening opening(Raw raw) {
    JsonNode body = tree(raw);
    String errors = body.path("error_messages").toString().toLowerCase(Locale.ROOT);
    if (raw.httpStatus() == 201 && body.path("token").isString()) {
      return new Opening.Opened(
          body.path("token").asString(), body.path("redirect_url").asString(""));
    }
    if (raw.httpStatus() == 401) {
      throw new MidtransKeyRefusedException();
    }
    if (raw.httpStatus() != 400) {
      throw new GatewayUnavailableException(
          "Snap answered HTTP %d %s".formatted(raw.httpStatus(), errors), null);
    }
    // The wording differs by language and by state; these pieces do not.
    boolean taken =
        errors.contains("already been taken")
            || errors.contains("sudah digunakan")
            || errors.contains("utilized");
    return taken ? new Opening.Taken() : new Opening.Refused("Snap refused: " + errors);
  }

  /**
   * Snap says it in words: no two of them share a code of their own. What it says of a page whose
   * time is over is not documented, so that a refusal in other words is taken as one of a page it
   * does not know any more; what became of the page is asked in any case.
   */
  private PageClosing closing(Raw raw) {
    if (raw.httpStatus() == 401) {
      throw new MidtransKeyRefusedException();
    }
    JsonNode body = tree(raw);
    String errors = body.path("error_messages").toString().toLowerCase(Locale.ROOT);
    if (body.has("canceled_at") || errors.contains("already canceled")) {
      return PageClosing.CLOSED;
    }
    if (errors.contains("on progress")) {
      return PageClosing.IN_PROGRESS;
    }
    if (raw.httpStatus() >= 400 && raw.httpStatus() < 500 && raw.httpStatus() != 429) {
      return PageClosing.UNKNOWN;
    }
    throw new GatewayUnavailableException(
        "Snap answered HTTP %d %s".formatted(raw.httpStatus(), Wire.storable(errors)), null);
  }

  private Answer core(HttpMethod method, String reference, String operation) {
    String path =
        UriComponentsBuilder.fromPath("/v2/{reference}/{operation}")
            .encode()
            .buildAndExpand(reference, operation)
            .toUriString();
    return guarded(
        core,
        () -> {
          corePace.await();
          return answer(call(method, settings.apiUrl(), path, new byte[0]));
        });
  }

  private Answer answer(Raw raw) {
    WireNotification body;
    try {
      body = WireNotification.parse(raw.body().getBytes(StandardCharsets.UTF_8));
    } catch (WireNotification.UnreadableException failure) {
      throw new GatewayUnavailableException(
          "Midtrans answered HTTP %d without JSON".formatted(raw.httpStatus()), failure);
    }
    return switch (body.text("status_code")) {
      case "404" -> new Answer.NotFound();
      case "401" -> throw new MidtransKeyRefusedException();
      case "412" -> new Answer.NotAllowed(body.text("status_message"));
      // 407 is how a status answer says "expired".
      case "200", "201", "202", "407" -> new Answer.Found(Wire.answered(body));
      default -> {
        if (tellsOfTransaction(body)) {
          yield new Answer.Found(Wire.answered(body));
        }
        throw new GatewayUnavailableException(
            "Midtrans answered HTTP %d, status_code %s: %s"
                .formatted(
                    raw.httpStatus(),
                    Wire.storable(body.text("status_code")),
                    Wire.storable(body.text("status_message"))),
            null);
      }
    };
  }

  /**
   * The code is that of the call; with which one it tells of a {@code failure} is not documented,
   * and an order with such an answer must be able to end.
   */
  private static boolean tellsOfTransaction(WireNotification body) {
    return body.has("transaction_id") && body.has("transaction_status");
  }

  /** One call, whatever the circuit breakers say. */
  Raw call(HttpMethod method, URI host, String path, byte[] body) {
    RestClient.RequestBodySpec request =
        http.method(method).uri(URI.create(host.toString() + path));
    if (body.length > 0) {
      // No charset: some channels answered 408 to one.
      request.contentType(MediaType.APPLICATION_JSON).body(body);
    }
    try {
      return request.exchangeForRequiredValue(
          (_, response) ->
              new Raw(
                  response.getStatusCode().value(),
                  new String(
                      response.getBody().readNBytes(BODY_LENGTH_MAX), StandardCharsets.UTF_8)));
    } catch (RestClientException failure) {
      throw new GatewayUnavailableException(
          "Midtrans did not answer: " + failure.getMostSpecificCause(), failure);
    }
  }

  private static <T> T guarded(CircuitBreaker breaker, Supplier<T> call) {
    try {
      return breaker.executeSupplier(call);
    } catch (CallNotPermittedException failure) {
      throw new GatewayUnavailableException(
          "Midtrans failed too often and is left alone for a few seconds", failure);
    }
  }

  private JsonNode tree(Raw raw) {
    try {
      return json.readTree(raw.body());
    } catch (JacksonException failure) {
      throw new GatewayUnavailableException(
          "Snap answered HTTP %d without JSON".formatted(raw.httpStatus()), failure);
    }
  }

  private void identify(HttpHeaders headers) {
    headers.setBasicAuth(settings.serverKey().reveal(), "", StandardCharsets.UTF_8);
    headers.set(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE);
    headers.set(HttpHeaders.USER_AGENT, "AgentBar");
  }
}
