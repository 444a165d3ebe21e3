package ai.agentbar.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Buyers against the smallest shop there can be. */
class SandboxBuyersTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Set<String> languages = ConcurrentHashMap.newKeySet();

  @Test
  void buyers_order_pay_and_walk_away() throws IOException {
    AtomicInteger orders = new AtomicInteger();
    AtomicReference<Rig> midtrans = new AtomicReference<>();
    HttpServer shop =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    shop.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    shop.createContext("/api/orders", exchange -> sell(exchange, orders, midtrans.get()));
    try (Rig rig =
        new Rig(
            InstantSource.system(),
            "agentbar.sandbox.shop-url=http://127.0.0.1:" + shop.getAddress().getPort(),
            "agentbar.sandbox.package-ids=basic,pro",
            "agentbar.sandbox.buyers.per-minute=3000",
            "agentbar.sandbox.clock-speed=100")) {
      midtrans.set(rig);
      shop.start();
      assertThat(rig.get("/_sim/buyers").json().path("ordered").longValue()).isZero();
      rig.sandbox().letBuyersIn();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> rig.get("/_sim/buyers").json().path("paid").longValue() >= 60);
      rig.put("/_sim/buyers", "{\"enabled\": false}");
      await().until(() -> rig.get("/_sim/buyers").json().path("in_flight").longValue() == 0);
      JsonNode figures = rig.get("/_sim/buyers").json();
      assertThat(figures.path("turned_away").longValue()).isZero();
      assertThat(figures.path("ordered").longValue())
          .isEqualTo(figures.path("paid").longValue() + figures.path("walked_away").longValue());
      assertThat(rig.get("/_sim/transactions").text()).contains("settlement", "bca_va", "qris");
      assertThat(languages).containsExactlyInAnyOrder("id", "en");
    } finally {
      shop.stop(0);
    }
  }

  @Test
  void a_rate_out_of_bounds_is_refused() {
    try (Rig rig = new Rig(InstantSource.system(), "agentbar.sandbox.package-ids=a")) {
      assertThat(rig.put("/_sim/buyers", "{\"per_minute\": 1000000}").status()).isEqualTo(400);
      assertThat(rig.put("/_sim/buyers", "{\"per_minute\": 40}").status()).isEqualTo(200);
      rig.press("/buyers/off", "");
      assertThat(rig.get("/_sim/buyers").json().path("enabled").booleanValue()).isFalse();
      assertThat(rig.get("/_sim/buyers").json().path("per_minute").doubleValue()).isEqualTo(40);
    }
  }

  /** Every third order finds no payment page at first and gets one when the buyer comes back. */
  private void sell(HttpExchange exchange, AtomicInteger orders, Rig midtrans) throws IOException {
    try (exchange) {
      JsonNode wish = JSON.readTree(exchange.getRequestBody().readAllBytes());
      boolean comesBack = exchange.getRequestURI().getPath().endsWith("/pay");
      String id =
          comesBack
              ? exchange.getRequestURI().getPath().split("/", -1)[3]
              : "B-" + orders.incrementAndGet();
      if (!comesBack) {
        languages.add(wish.path("language").asString("none"));
      }
      boolean complete = wish.path("email").asString("").endsWith("@example.com");
      boolean theirs = ("t-" + id).equals(exchange.getRequestHeaders().getFirst("X-Buyer-Token"));
      boolean withPage = comesBack || orders.get() % 3 != 0;
      String payment = withPage ? midtrans.create(id).text() : "null";
      String answer =
          "{\"order_id\":\"%s\",\"buyer_token\":\"t-%s\",\"status\":\"%s\",\"payment\":%s}"
              .formatted(id, id, withPage ? "PENDING_PAYMENT" : "CREATED", payment);
      byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders((comesBack ? theirs : complete) ? 201 : 422, bytes.length);
      try (OutputStream body = exchange.getResponseBody()) {
        body.write(bytes);
      }
    }
  }
}
