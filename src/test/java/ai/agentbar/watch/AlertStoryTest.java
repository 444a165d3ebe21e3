package ai.agentbar.watch;

import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.agentbar.testing.Http;
import ai.agentbar.testing.Http.Answer;
import ai.agentbar.testing.StoryTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * A fault pressed in the sandbox becomes a mail and a Slack message, through the whole program and
 * by the real clock; and the alert resolves when the fault is mended.
 */
@StoryTest
@DirtiesContext
@Order(15)
class AlertStoryTest {

  private static final Duration MESSAGE_MAX = Duration.ofSeconds(3);
  private static final List<String> STORIES =
      List.of("webhook_invalid_signature_spike", "webhook_processing_error", "no_webhook");
  private static final Duration WINDOW = Duration.ofSeconds(10);

  @Value("${agentbar.public-url}")
  String shopUrl;

  @Value("${agentbar.midtrans.snap-url}")
  String sandboxUrl;

  private Http shop;
  private Http sandbox;

  /** The demo's playbook, with windows short enough to wait for. */
  @DynamicPropertySource
  static void shortWindows(DynamicPropertyRegistry properties) throws IOException {
    Path playbook = Files.createTempFile("playbook", ".yaml");
    try (InputStream demo =
        Objects.requireNonNull(AlertStoryTest.class.getResourceAsStream("/playbook-demo.yaml"))) {
      Files.writeString(
          playbook,
          new String(demo.readAllBytes(), StandardCharsets.UTF_8)
              .replace("window: 1m", "window: %ds".formatted(WINDOW.toSeconds()))
              .replace("hold: 10s", "hold: 2s"));
    }
    properties.add("agentbar.playbook", playbook::toString);
  }

  @BeforeEach
  void begin() {
    shop = new Http(shopUrl);
    sandbox = new Http(sandboxUrl);
    sandbox.delete("/_sim/faults");
    // What an earlier story left firing ends before this one begins.
    await().atMost(Duration.ofSeconds(60)).until(() -> STORIES.stream().noneMatch(this::isFiring));
    sandbox.delete("/_sim/mail");
    sandbox.delete("/_sim/slack");
  }

  @Test
  void forged_signatures_become_a_message_within_three_seconds_and_resolve() {
    sandbox.post("/_sim/forge?count=30", "");

    awaitMessage("Invalid signature spike", MESSAGE_MAX);
    assertThat(sandbox.get("/_sim/mail").text())
        .contains("webhook_invalid_signature", "Check the signature validation", shopUrl);
    awaitResolved("Invalid signature spike", Duration.ofSeconds(90));
  }

  @Test
  void processing_that_breaks_becomes_a_message_within_three_seconds() {
    String order = placeAndChoose();
    sandbox.put("/_sim/faults", "{\"status_down\": true}");
    sandbox.post("/_sim/transactions/%s-1/settle".formatted(order), "");

    awaitMessage("Webhook processing error", MESSAGE_MAX);
  }

  @Test
  void notifications_that_stop_while_payments_are_open_become_a_message() {
    placeAndChoose();
    await().until(() -> metric("orders_pending") > 0);
    sandbox.put("/_sim/faults", "{\"lose\": 1}");

    awaitMessage("No webhook", WINDOW.plus(MESSAGE_MAX));
    sandbox.delete("/_sim/faults");
    placeAndChoose();
    awaitResolved("No webhook", Duration.ofSeconds(30));
  }

  private void awaitMessage(String title, Duration within) {
    await()
        .atMost(within)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                sandbox.get("/_sim/mail").text().contains(title)
                    && sandbox.get("/_sim/slack").text().contains(title));
  }

  /** Both teams of the rule hear of its end, each by mail. */
  private void awaitResolved(String title, Duration within) {
    await().atMost(within).until(() -> mailsThatSay("resolved: " + title.toLowerCase(ROOT)) == 2);
  }

  private long mailsThatSay(String words) {
    return sandbox
        .get("/_sim/mail")
        .json()
        .valueStream()
        .filter(mail -> mail.toString().toLowerCase(ROOT).contains(words))
        .count();
  }

  private boolean isFiring(String rule) {
    return shop.get("/api/watch/alerts")
        .json()
        .path("alerts")
        .valueStream()
        .filter(it -> it.path("rule").asString().equals(rule))
        .anyMatch(it -> !it.path("firing").isMissingNode() && !it.path("firing").isNull());
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

  private String placeAndChoose() {
    Answer placed =
        shop.post(
            "/api/orders",
            """
            {"package_id": "film-basic", "name": "Siti Rahma",
             "email": "siti@example.com", "phone": "081234567890"}
            """);
    String order = placed.json().path("order_id").asString();
    sandbox.post("/_sim/payments/%s-1/choose?method=qris".formatted(order), "");
    await()
        .until(
            () ->
                shop.get("/api/orders/" + order)
                    .json()
                    .path("status")
                    .asString()
                    .equals("PENDING_PAYMENT"));
    return order;
  }
}
