package ai.agentbar.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.agentbar.testing.Http;
import ai.agentbar.testing.StoryTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.annotation.DirtiesContext;

/** The switches of the group "program", pressed on the whole program. */
@StoryTest
@DirtiesContext
class SandboxProgramStoryTest {

  @Value("${agentbar.public-url}")
  String shopUrl;

  @Value("${agentbar.midtrans.snap-url}")
  String sandboxUrl;

  private Http shop;
  private Http sandbox;

  @BeforeEach
  void begin() {
    shop = new Http(shopUrl);
    sandbox = new Http(sandboxUrl);
    sandbox.delete("/_sim/faults");
  }

  @AfterEach
  void calm() {
    sandbox.delete("/_sim/faults");
  }

  @Test
  void a_frozen_worker_leaves_intake_and_watch_alone_and_catches_up_afterwards() {
    String order = placed();
    sandbox.put("/_sim/faults", "{\"worker_frozen\": true}");
    double received = metric("webhook_received_total");
    sandbox.post("/_sim/payments/%s-1/choose?method=qris".formatted(order), "");
    sandbox.post("/_sim/transactions/%s-1/settle".formatted(order), "");
    await().until(() -> metric("webhook_received_total") >= received + 2);
    await().until(() -> metric("orders_pending") > 0);
    assertThat(status(order)).isEqualTo("PENDING_PAYMENT");
    sandbox.put("/_sim/faults", "{\"worker_frozen\": false}");
    await().until(() -> status(order).equals("PAID"));
  }

  @Test
  void a_slow_database_slows_every_request_and_loses_nothing() {
    String order = placed();
    sandbox.put("/_sim/faults", "{\"database_slow_ms\": 100}");
    long begun = System.nanoTime();
    assertThat(status(order)).isEqualTo("PENDING_PAYMENT");
    // A connection and at least one statement.
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(200));
    sandbox.post("/_sim/payments/%s-1/choose?method=qris".formatted(order), "");
    sandbox.post("/_sim/transactions/%s-1/settle".formatted(order), "");
    await().atMost(Duration.ofSeconds(30)).until(() -> status(order).equals("PAID"));
  }

  private String placed() {
    return shop.post(
            "/api/orders",
            """
            {"package_id": "film-basic", "name": "Siti Rahma",
             "email": "siti@example.com", "phone": "081234567890"}
            """)
        .json()
        .path("order_id")
        .asString();
  }

  private String status(String order) {
    return shop.get("/api/orders/" + order).json().path("status").asString();
  }

  private double metric(String name) {
    return shop.get("/metrics")
        .text()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }
}
