package ai.agentbar.walk;

import static org.awaitility.Awaitility.await;

import ai.agentbar.testing.Http;
import ai.agentbar.testing.Http.Answer;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** One order, from its buyer's side. */
final class Sale {

  private static final Duration SOON = Duration.ofSeconds(20);

  private final Http shop;
  private final Http sandbox;
  private final JsonNode placed;
  private String transaction = "";

  private Sale(Http shop, Http sandbox, JsonNode placed) {
    this.shop = shop;
    this.sandbox = sandbox;
    this.placed = placed;
  }

  /** Somebody buys: {@code "film-pro"}, {@code "Siti Rahma"}. */
  static Sale of(Http shop, Http sandbox, String what, String who) {
    Answer placed =
        shop.post(
            "/api/orders",
            """
            {"package_id": "%s", "name": "%s", "email": "%s@example.com", "phone": "081234567890"}
            """
                .formatted(what, who, who.toLowerCase(java.util.Locale.ROOT).replace(' ', '.')));
    if (placed.status() != 201) {
      throw new IllegalStateException(placed.text());
    }
    return new Sale(shop, sandbox, placed.json());
  }

  String id() {
    return placed.path("order_id").asString();
  }

  /** What stands in the address of the buyer's page. */
  String token() {
    return placed.path("buyer_token").asString();
  }

  Sale by(String method) {
    Answer chosen =
        sandbox.post("/_sim/payments/%s-1/choose?method=%s".formatted(id(), method), "");
    transaction = ok(chosen).json().path("transaction_id").asString();
    return this;
  }

  /** Something happens at Midtrans: {@code settle}. */
  Sale meets(String outcome) {
    ok(sandbox.post("/_sim/transactions/%s/%s".formatted(transaction, outcome), ""));
    return this;
  }

  Sale awaits(String status) {
    await().atMost(SOON).until(() -> status().equals(status));
    return this;
  }

  String status() {
    return shop.get("/api/orders/" + id()).json().path("status").asString();
  }

  private static Answer ok(Answer answer) {
    if (answer.status() != 200) {
      throw new IllegalStateException(answer.text());
    }
    return answer;
  }
}
