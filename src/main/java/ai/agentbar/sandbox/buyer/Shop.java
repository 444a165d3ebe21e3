package ai.agentbar.sandbox.buyer;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a buyer's browser does: order at the shop, open the payment page, press its buttons. */
final class Shop implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Shop.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int OK = 200;

  private final URI shopUrl;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  Shop(URI shopUrl) {
    this.shopUrl = shopUrl;
  }

  /**
   * An order as the shop answered it.
   *
   * @param token what proves to the shop that the order is one's own
   * @param pageUrl the payment page; empty while the shop has none to offer
   */
  record Order(String id, String token, Optional<URI> pageUrl) {}

  Optional<Order> order(BuyerPlan plan) {
    Map<String, String> wish =
        Map.of(
            "package_id", plan.packageId(),
            "name", plan.person().name(),
            "email", plan.person().email(),
            "phone", plan.person().phone(),
            "language", plan.person().language());
    return send(json(shopUrl.resolve("/api/orders"), JSON.writeValueAsString(wish)))
        .flatMap(answer -> read(answer, "", ""));
  }

  Optional<Order> pay(Order order) {
    URI url = shopUrl.resolve("/api/orders/" + encoded(order.id()) + "/pay");
    return send(json(url, "{}").header("X-Buyer-Token", order.token()))
        .flatMap(answer -> read(answer, order.id(), order.token()));
  }

  /** The order's state in the shop's word, or the empty text. */
  String status(String orderId) {
    return send(HttpRequest.newBuilder(shopUrl.resolve("/api/orders/" + encoded(orderId))).GET())
        .filter(answer -> answer.statusCode() == OK)
        .map(answer -> json(answer).path("status").asString(""))
        .orElse("");
  }

  /** Whether the payment page comes up. */
  boolean opens(URI pageUrl) {
    return send(HttpRequest.newBuilder(pageUrl).GET())
        .filter(answer -> answer.statusCode() == OK)
        .isPresent();
  }

  /** Picks a method on the page; the new transaction's id. */
  Optional<String> choose(URI pageUrl, String method) {
    String token = pageUrl.getPath().substring(pageUrl.getPath().lastIndexOf('/') + 1);
    String path = "/_sim/payments/" + encoded(token) + "/choose?method=" + encoded(method);
    return post(pageUrl.resolve(path), "{}")
        .filter(answer -> answer.statusCode() == OK)
        .map(answer -> json(answer).path("transaction_id").asString(""))
        .filter(id -> !id.isEmpty());
  }

  boolean press(URI pageUrl, String transactionId, String outcome) {
    String path = "/_sim/transactions/" + encoded(transactionId) + "/" + outcome;
    return post(pageUrl.resolve(path), "{}")
        .filter(answer -> answer.statusCode() == OK)
        .isPresent();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private static Optional<Order> read(
      HttpResponse<String> answer, String knownId, String knownToken) {
    if (answer.statusCode() / 100 != 2) {
      log.debug("the shop answered {}: {}", answer.statusCode(), answer.body());
      return Optional.empty();
    }
    JsonNode body = json(answer);
    String id = body.path("order_id").asString(knownId);
    String page = body.path("payment").path("redirect_url").asString("");
    if (page.isEmpty()) {
      page = body.path("redirect_url").asString("");
    }
    String token = body.path("buyer_token").asString(knownToken);
    return id.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Order(id, token, Optional.of(page).filter(it -> !it.isEmpty()).map(URI::create)));
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (JacksonException _) {
      return JSON.createObjectNode();
    }
  }

  private Optional<HttpResponse<String>> post(URI url, String body) {
    return send(json(url, body));
  }

  private static HttpRequest.Builder json(URI url, String body) {
    return HttpRequest.newBuilder(url)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private Optional<HttpResponse<String>> send(HttpRequest.Builder request) {
    try {
      return Optional.of(
          http.send(
              request.timeout(TIMEOUT).header("Accept", "application/json, text/html").build(),
              BodyHandlers.ofString()));
    } catch (IOException e) {
      log.debug("a buyer got no answer: {}", e.toString());
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
