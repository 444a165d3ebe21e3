package ai.agentbar.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.agentbar.event.StoredEvent;
import ai.agentbar.event.Subscriptions;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.testing.Http;
import ai.agentbar.testing.Http.Answer;
import ai.agentbar.testing.StoryTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Orders paid at the simulated Midtrans, over HTTP from end to end, with the exact events of each.
 */
@StoryTest
class PaymentStoryTest {

  private static final List<String> PAID_STORY =
      List.of(
          "ORDER_CREATED",
          "PAYMENT_ATTEMPT_CREATED",
          "PAYMENT_OPENED",
          "NOTIFICATION_STORED",
          "TRANSACTION_PENDING",
          "NOTIFICATION_APPLIED",
          "NOTIFICATION_STORED",
          "TRANSACTION_PAID",
          "PAYMENT_PAID",
          "ENTITLEMENT_GRANTED",
          "NOTIFICATION_APPLIED");

  @Value("${agentbar.public-url}")
  String shopUrl;

  @Value("${agentbar.midtrans.snap-url}")
  String sandboxUrl;

  @Autowired Subscriptions events;
  @Autowired JdbcClient jdbc;
  @Autowired Reconciliation reconciliation;
  private Http shop;
  private Http sandbox;

  @BeforeEach
  void connect() {
    shop = new Http(shopUrl);
    sandbox = new Http(sandboxUrl);
  }

  @AfterEach
  void mend() {
    sandbox.delete("/_sim/faults");
  }

  @ParameterizedTest
  @ValueSource(strings = {"qris", "bca_va", "permata_va", "echannel", "indomaret", "gopay"})
  void an_order_paid_by_any_method_is_paid_granted_and_told_in_order(String method) {
    String order = place();
    choose(order, method);
    awaitEvents(order, PAID_STORY.subList(0, 6));
    outcome(order, "settle");

    awaitEvents(order, PAID_STORY);
    assertThat(statusOf(order)).isEqualTo("PAID");
  }

  @Test
  void a_paid_order_is_told_once_on_every_channel_first_how_to_pay_and_then_that_it_is_paid() {
    String order = place();
    awaitMessages(order, "PAYMENT_INSTRUCTION");
    choose(order, "qris");
    outcome(order, "settle");

    awaitMessages(order, "PAYMENT_INSTRUCTION", "PAYMENT_SUCCESS");
    assertThat(told(order, "MESSAGE_QUEUED")).isEqualTo(told(order, "MESSAGE_SENT"));
  }

  private void awaitMessages(String order, String... templates) {
    List<String> expected =
        Stream.of("EMAIL", "WEBHOOK", "WHATSAPP")
            .flatMap(channel -> Stream.of(templates).map(it -> channel + " " + it))
            .sorted()
            .toList();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(told(order, "MESSAGE_SENT")).isEqualTo(expected));
  }

  private List<String> told(String order, String event) {
    return events.ofOrder(order, 1_000).stream()
        .filter(it -> it.name().equals(event))
        .map(it -> it.text("channel") + " " + it.text("template"))
        .sorted()
        .toList();
  }

  @Test
  void the_access_link_is_shown_to_the_buyers_token_alone() {
    Answer placed = shop.post("/api/orders", body());
    String order = placed.json().path("order_id").asString();
    String token = placed.json().path("buyer_token").asString();
    assertThat(shop.get("/api/orders/" + order, "X-Buyer-Token", token).text())
        .doesNotContain("access_link");
    choose(order, "qris");
    outcome(order, "settle");
    awaitStatus(order, "PAID");

    assertThat(shop.get("/api/orders/" + order).text()).doesNotContain("access_link");
    assertThat(shop.get("/api/orders/" + order, "X-Buyer-Token", "x").text())
        .doesNotContain("access_link");
    assertThat(
            shop.get("/api/orders/" + order, "X-Buyer-Token", token)
                .json()
                .path("access_link")
                .asString())
        .isEqualTo("https://example.com/film-basic");
  }

  @Test
  void three_denials_on_the_page_do_not_fail_an_order_that_is_paid_afterwards() {
    String order = place();
    for (int i = 0; i < 3; i++) {
      choose(order, "credit_card");
      outcome(order, "deny");
    }
    await().until(() -> transactions(order, "DENIED") == 3);
    assertThat(statusOf(order)).isEqualTo("PENDING_PAYMENT");
    choose(order, "qris");
    outcome(order, "settle");

    awaitStatus(order, "PAID");
  }

  @Test
  void an_abandoned_card_does_not_expire_the_order() {
    String order = place();
    choose(order, "credit_card");
    outcome(order, "expire");
    await().until(() -> transactions(order, "EXPIRED") == 1);

    assertThat(statusOf(order)).isEqualTo("PENDING_PAYMENT");
  }

  @Test
  void an_expired_order_that_is_paid_after_all_is_paid_and_flagged_late() {
    String order = place();
    choose(order, "bca_va");
    outcome(order, "expire");
    awaitStatus(order, "EXPIRED");
    assertThat(shop.post("/api/orders/" + order + "/pay", "").status()).isEqualTo(409);
    outcome(order, "settle");

    awaitStatus(order, "PAID");
    assertThat(shop.get("/api/orders/" + order).json().path("late").asBoolean()).isTrue();
    assertThat(story(order)).contains("LATE_PAYMENT");
  }

  @Test
  void a_reversal_leaves_the_order_paid_and_is_noted() {
    String order = place();
    choose(order, "permata_va");
    outcome(order, "settle");
    awaitStatus(order, "PAID");
    outcome(order, "reverse");

    await().until(() -> story(order).contains("REVERSAL"));
    assertThat(story(order)).contains("ENTITLEMENT_SUSPENDED");
    assertThat(shop.get("/api/orders/" + order).json().path("access_suspended").asBoolean())
        .isTrue();
    assertThat(statusOf(order)).isEqualTo("PAID");
  }

  @Test
  void a_refund_that_midtrans_tells_twice_is_noted_once() {
    String order = place();
    choose(order, "gopay");
    outcome(order, "settle");
    awaitStatus(order, "PAID");
    outcome(order, "refund");

    await().until(() -> count(order, "NOTIFICATION_STORED") == 4);
    await()
        .until(
            () -> count(order, "NOTIFICATION_APPLIED") + count(order, "NOTIFICATION_IGNORED") == 4);
    assertThat(count(order, "REFUND")).isEqualTo(1);
    assertThat(statusOf(order)).isEqualTo("PAID");
  }

  @Test
  void fifty_copies_of_a_notification_at_once_grant_once() {
    sandbox.put("/_sim/faults", "{\"duplicate\": 49}");
    String order = place();
    choose(order, "qris");
    outcome(order, "settle");

    await().atMost(Duration.ofSeconds(30)).until(() -> count(order, "NOTIFICATION_STORED") == 100);
    await()
        .until(
            () ->
                count(order, "NOTIFICATION_APPLIED") + count(order, "NOTIFICATION_IGNORED") == 100);
    assertThat(count(order, "PAYMENT_PAID")).isEqualTo(1);
    assertThat(count(order, "ENTITLEMENT_GRANTED")).isEqualTo(1);
  }

  @Test
  void a_notification_that_claims_payment_is_believed_only_if_midtrans_confirms() {
    String order = place();
    String notification = choose(order, "qris").json().path("notification").toString();

    Answer answer =
        shop.post("/api/webhooks/midtrans", notification.replace("\"pending\"", "\"settlement\""));

    assertThat(answer.status()).isEqualTo(200);
    await()
        .until(
            () ->
                jdbc.sql(
                            """
                        select count(*)
                        from payment_inbox
                        where gateway_order_id = :id
                          and last_error like 'not confirmed%'
                        """)
                        .param("id", order + "-1")
                        .query(Long.class)
                        .single()
                    == 1);
    assertThat(statusOf(order)).isEqualTo("PENDING_PAYMENT");
  }

  @Test
  void another_amount_is_noted_and_never_pays() {
    sandbox.put("/_sim/faults", "{\"wrong_amount\": true}");
    String order = place();
    choose(order, "qris");
    outcome(order, "settle");

    await().until(() -> story(order).contains("AMOUNT_MISMATCH"));
    assertThat(statusOf(order)).isEqualTo("PENDING_PAYMENT");
  }

  @Test
  void a_settlement_is_applied_when_midtrans_answers_again() {
    String order = place();
    choose(order, "qris");
    awaitEvents(order, PAID_STORY.subList(0, 6));
    sandbox.put("/_sim/faults", "{\"status_html\": true}");
    outcome(order, "settle");
    await().until(() -> story(order).contains("NOTIFICATION_PROCESSING_FAILED"));
    assertThat(statusOf(order)).isEqualTo("PENDING_PAYMENT");
    sandbox.delete("/_sim/faults");

    awaitStatus(order, "PAID");
  }

  @ParameterizedTest
  @ValueSource(strings = {"qris", "bca_va", "credit_card", "indomaret"})
  void a_payment_whose_notifications_are_all_lost_is_found_by_asking(String method) {
    sandbox.put("/_sim/faults", "{\"lose\": 1.0}");
    String order = place();
    choose(order, method);
    outcome(order, "settle");

    Reconciliation.Run run =
        reconciliation.runOrder(new OrderId(order), Reconciliation.Trigger.BUTTON);

    assertThat(run.paid()).isEqualTo(1);
    assertThat(story(order))
        .containsExactly(
            "ORDER_CREATED",
            "PAYMENT_ATTEMPT_CREATED",
            "PAYMENT_OPENED",
            "TRANSACTION_PAID",
            "PAYMENT_PAID",
            "ENTITLEMENT_GRANTED");
  }

  @Test
  void ten_clicks_on_pay_at_once_open_one_page() throws Exception {
    sandbox.put("/_sim/faults", "{\"snap_down\": true}");
    String order = shop.post("/api/orders", body()).json().path("order_id").asString();
    sandbox.put("/_sim/faults", "{\"snap_down\": false, \"slow_ms\": 300}");

    List<Future<Answer>> clicks = new ArrayList<>();
    try (ExecutorService buyers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 10; i++) {
        clicks.add(buyers.submit(() -> shop.post("/api/orders/" + order + "/pay", "")));
      }
    }

    Set<String> tokens = new HashSet<>();
    for (Future<Answer> click : clicks) {
      assertThat(click.get().status()).isEqualTo(200);
      tokens.add(click.get().json().path("payment").path("token").asString());
    }
    assertThat(tokens).hasSize(1);
    assertThat(count(order, "PAYMENT_ATTEMPT_CREATED")).isEqualTo(1);
    assertThat(sandbox.get("/snap/v4/redirection/" + tokens.iterator().next()).status())
        .isEqualTo(200);
  }

  private String place() {
    Answer placed = shop.post("/api/orders", body());
    assertThat(placed.status()).isEqualTo(201);
    assertThat(placed.json().path("status").asString()).isEqualTo("PENDING_PAYMENT");
    return placed.json().path("order_id").asString();
  }

  private Answer choose(String order, String method) {
    Answer chosen =
        sandbox.post("/_sim/payments/%s-1/choose?method=%s".formatted(order, method), "");
    assertThat(chosen.status()).as(chosen.text()).isEqualTo(200);
    return chosen;
  }

  private void outcome(String order, String outcome) {
    Answer done = sandbox.post("/_sim/transactions/%s-1/%s".formatted(order, outcome), "");
    assertThat(done.status()).as(done.text()).isEqualTo(200);
  }

  private void awaitStatus(String order, String status) {
    await().atMost(Duration.ofSeconds(20)).until(() -> statusOf(order).equals(status));
  }

  private void awaitEvents(String order, List<String> expected) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(story(order)).isEqualTo(expected));
  }

  private String statusOf(String order) {
    return shop.get("/api/orders/" + order).json().path("status").asString();
  }

  /**
   * What commerce tells of the order; messages travel beside it, each at its channel's own pace.
   */
  private List<String> story(String order) {
    return events.ofOrder(order, 1_000).stream()
        .map(StoredEvent::name)
        .filter(name -> !name.startsWith("MESSAGE_"))
        .toList();
  }

  private long count(String order, String event) {
    return story(order).stream().filter(event::equals).count();
  }

  private long transactions(String order, String status) {
    return jdbc.sql(
            """
            select count(*)
            from payment_transaction
            where order_id = :order
              and status = :status
            """)
        .param("order", order)
        .param("status", status)
        .query(Long.class)
        .single();
  }

  private static String body() {
    return """
        {"package_id": "film-basic", "name": "Siti Rahma",
         "email": "siti@example.com", "phone": "081234567890"}
        """;
  }
}
