package ai.agentbar.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.agentbar.kernel.Secret;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Midtrans' rarer moods: silence, haste, limits, DANA's dialect, deadlines and reversals. */
class SandboxMidtransFaultTest {

  private static final Secret KEY = new Secret(Rig.KEY);
  private static final MovableClock CLOCK = new MovableClock();
  private static Rig rig;

  @BeforeAll
  static void start() {
    // A reversal follows after 180 ms, and a card waits for 9 seconds of the clock.
    rig = new Rig(CLOCK, "agentbar.sandbox.clock-speed=1000");
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @BeforeEach
  void calm() {
    rig.calm();
  }

  @Test
  void a_create_whose_answer_never_comes_was_done() {
    rig.faults("{\"create_timeout\": true}");
    try (HttpClient impatient = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(rig.url("/snap/v1/transactions")))
              .timeout(Duration.ofMillis(400))
              .header("Authorization", Rig.basic(Rig.KEY))
              .POST(
                  BodyPublishers.ofString(
                      "{\"transaction_details\":{\"order_id\":\"K-1\",\"gross_amount\":5000}}"))
              .build();
      assertThatThrownBy(() -> impatient.send(request, BodyHandlers.ofString()))
          .isInstanceOf(HttpTimeoutException.class);
    }
    // The page is there: a method can be chosen on it by the order's id.
    assertThat(rig.choose("K-1", "qris")).isNotEmpty();
    rig.calm();
    assertThat(rig.create("K-1").text()).contains("already been taken");
  }

  @Test
  void a_notification_arrives_before_the_answer_to_create() {
    rig.faults("{\"webhook_before_answer\": true}");
    Rig.Answer answer = rig.create("K-2");
    assertThat(rig.shop().statusesOf("K-2")).containsExactly("pending");
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.field("token")).hasSize(36);
  }

  @Test
  void a_limited_status_says_429_by_http_or_in_its_body_only() {
    rig.chosen("K-3", "qris");
    rig.faults("{\"status_limited\": true}");
    assertThat(rig.status("K-3").status()).isEqualTo(429);
    assertThat(rig.status("K-3").field("status_code")).isEqualTo("429");
    assertThat(rig.core("/v2/K-3/cancel", "").field("transaction_status")).isEqualTo("cancel");
    rig.calm();
    rig.faults("{\"status_limited_body\": true}");
    assertThat(rig.status("K-3").status()).isEqualTo(200);
    assertThat(rig.status("K-3").field("status_code")).isEqualTo("429");
  }

  @Test
  void a_slow_status_leaves_the_rest_quick() {
    rig.faults("{\"status_slow_ms\": 1000}");
    rig.chosen("K-4", "qris");
    long begun = System.nanoTime();
    rig.create("K-5");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(950));
    rig.status("K-4");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(950));
  }

  @ParameterizedTest
  @CsvSource({
    "dana, dana",
    "danamon_va, bank_transfer",
    "bsi_va, bank_transfer",
    "seabank_va, bank_transfer",
    "saqu_va, bank_transfer"
  })
  void some_methods_are_known_by_transaction_id_only(String method, String paymentType) {
    String order = "K-6-" + method;
    String id = rig.chosen(order, method);
    assertThat(rig.status(order).field("status_code")).isEqualTo("404");
    Rig.Answer answer = rig.status(id);
    assertThat(answer.field("payment_type")).isEqualTo(paymentType);
    assertThat(answer.field("order_id")).isEqualTo(id);
    assertThat(Signed.by(KEY, answer.text())).isTrue();
    await().until(() -> rig.shop().statusesOf(order).equals(List.of("pending")));
  }

  @Test
  void the_switch_makes_every_method_answer_like_dana() {
    String id = rig.chosen("K-7", "bca_va");
    rig.faults("{\"dana_order_id\": true}");
    assertThat(rig.status("K-7").field("status_code")).isEqualTo("404");
    assertThat(rig.status(id).field("order_id")).isEqualTo(id);
  }

  @Test
  void a_pending_payment_stays_pending_past_its_deadline_until_it_is_expired() {
    rig.faults("{\"pending_past_deadline\": true}");
    String id = rig.chosen("K-8", "credit_card");
    String other = rig.chosen("K-9", "credit_card");
    CLOCK.move(Duration.ofMinutes(20));
    // What is told later is told later than an expiry would have been.
    rig.drive(other, "capture");
    await().until(() -> rig.shop().statusesOf("K-9").contains("capture"));
    assertThat(rig.status(id).field("transaction_status")).isEqualTo("pending");
    assertThat(rig.core("/v2/K-8/expire", "").field("status_code")).isEqualTo("407");
    assertThat(rig.status(id).field("transaction_status")).isEqualTo("expire");
    rig.chosen("K-10", "credit_card");
    rig.calm();
    CLOCK.move(Duration.ofMinutes(20));
    await().until(() -> rig.shop().statusesOf("K-10").contains("expire"));
  }

  @Test
  void who_pays_is_told_expired_first_and_settled_then() {
    rig.faults("{\"expire_then_settle\": true}");
    rig.drive(rig.chosen("K-11", "bca_va"), "settle");
    await()
        .until(
            () -> rig.shop().statusesOf("K-11").equals(List.of("pending", "expire", "settlement")));
  }

  @Test
  void a_settlement_by_virtual_account_is_reversed_and_one_by_wallet_is_not() {
    rig.faults("{\"reverse_settled\": true}");
    rig.drive(rig.chosen("K-12", "qris"), "settle");
    rig.drive(rig.chosen("K-13", "permata_va"), "settle");
    await()
        .until(
            () -> rig.shop().statusesOf("K-13").equals(List.of("pending", "settlement", "deny")));
    assertThat(rig.status("K-12").field("transaction_status")).isEqualTo("settlement");
  }

  @Test
  void concurrent_duplicates_are_under_way_at_the_same_moment() {
    rig.shop().slow(Duration.ofMillis(200));
    rig.faults("{\"duplicate\": 19}");
    rig.chosen("K-14", "qris");
    await().until(() -> rig.shop().about("K-14").size() == 20);
    assertThat(rig.shop().atOnceMax()).isEqualTo(20);
  }

  @Test
  void repeated_notifications_follow_each_other() {
    rig.shop().slow(Duration.ofMillis(20));
    rig.faults("{\"repeat\": 3}");
    rig.chosen("K-15", "qris");
    await().until(() -> rig.shop().about("K-15").size() == 4);
    assertThat(rig.shop().atOnceMax()).isEqualTo(1);
  }

  @Test
  void a_refund_amount_may_be_written_as_text() {
    String id = rig.chosen("K-16", "gopay");
    rig.drive(id, "settle");
    assertThat(
            rig.core("/v2/" + id + "/refund", "{\"refund_key\": \"r\", \"amount\": \"4000\"}")
                .field("refund_amount"))
        .isEqualTo("4000.00");
    assertThat(
            rig.core("/v2/" + id + "/refund", "{\"refund_key\": \"s\", \"amount\": \"four\"}")
                .field("status_code"))
        .isEqualTo("414");
  }

  @Test
  void the_test_notification_has_a_button() {
    assertThat(rig.get("/deliveries").text()).contains("action=\"/deliveries/test\"");
    assertThat(rig.press("/deliveries/test", "").status()).isEqualTo(303);
    await()
        .until(
            () ->
                rig.shop().arrivals().stream()
                    .anyMatch(it -> it.text("order_id").startsWith("payment_notif_test_")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.3", " 0.3 "})
  void a_switch_takes_the_value_a_person_types(String typed) {
    assertThat(rig.press("/switches/lose/on", "value=" + typed.replace(' ', '+')).status())
        .isEqualTo(303);
    assertThat(rig.get("/_sim/faults").json().path("lose").doubleValue()).isEqualTo(0.3);
    assertThat(rig.get("/").text()).contains("lose = 0.3", "Notifications · 1 on");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "many", "{}"})
  void a_value_that_makes_no_sense_is_refused_on_a_page(String typed) {
    Rig.Answer answer = rig.press("/switches/lose/on", "value=" + typed);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("Nothing was changed");
    assertThat(rig.get("/_sim/faults").json().path("lose").doubleValue()).isZero();
  }
}
