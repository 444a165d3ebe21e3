package ai.agentbar.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.agentbar.kernel.Secret;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Core API in its own dialect, and the bodies it and the notifications carry. */
class SandboxCoreApiTest {

  private static Rig rig;

  @BeforeAll
  static void start() {
    rig = new Rig(new MovableClock(), "agentbar.sandbox.clock-speed=100");
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
  void before_a_method_is_chosen_the_body_says_404_under_http_200() {
    rig.create("C-1");
    for (String id : List.of("C-1", "unknown")) {
      Rig.Answer answer = rig.status(id);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.field("status_code")).isEqualTo("404");
      assertThat(answer.field("status_message")).isEqualTo("Transaction doesn't exist.");
      assertThat(answer.field("id")).hasSize(36);
    }
  }

  @Test
  void a_foreign_key_is_refused_in_the_cores_dialect() {
    Rig.Answer answer = rig.get("/v2/C-1/status", "Authorization", Rig.basic("other"));
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.field("status_code")).isEqualTo("401");
    assertThat(answer.field("status_message"))
        .isEqualTo("Transaction cannot be authorized with the current client/server key.");
  }

  @Test
  void a_slash_in_the_id_is_a_real_404() {
    assertThat(rig.status("a/b").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "settle, settlement, 200, 200",
    "deny, deny, 202, 202",
    "cancel, cancel, 202, 200",
    "expire, expire, 202, 407",
    "fail, failure, 202, 202"
  })
  void the_code_of_a_notification_and_of_an_answer_are_paired_with_the_status(
      String outcome, String status, String notified, String answered) {
    String order = "C-2-" + outcome;
    String id = rig.chosen(order, "bca_va");
    rig.drive(id, outcome);
    await().until(() -> rig.shop().statusesOf(order).equals(List.of("pending", status)));
    Receiver.Arrival notification = rig.shop().about(order).getLast();
    assertThat(notification.text("status_code")).isEqualTo(notified);
    assertSigned(notification.body().toString());
    Rig.Answer answer = rig.status(id);
    assertThat(answer.field("status_code")).isEqualTo(answered);
    assertThat(answer.field("transaction_status")).isEqualTo(status);
    assertSigned(answer.text());
  }

  @Test
  void a_challenged_card_says_201_until_it_is_accepted() {
    String id = rig.chosen("C-3", "credit_card");
    assertThat(rig.drive(id, "challenge").status()).isEqualTo(200);
    assertThat(rig.status(id).field("status_code")).isEqualTo("201");
    assertThat(rig.status(id).field("fraud_status")).isEqualTo("challenge");
    rig.drive(id, "accept");
    assertThat(rig.status(id).field("status_code")).isEqualTo("200");
    assertThat(rig.status(id).field("transaction_status")).isEqualTo("capture");
    assertThat(rig.status(id).field("approval_code")).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "authorize,                          authorize",
    "authorize capture,                  capture",
    "authorize cancel,                   cancel",
    "authorize deny,                     deny",
    "authorize expire,                   expire",
    "capture partial_chargeback,         partial_chargeback",
    "settle partial_chargeback,          partial_chargeback",
    "capture partial_chargeback chargeback, chargeback",
  })
  void a_card_is_held_charged_and_charged_back_in_this_order(String outcomes, String status) {
    String order = "C-11-" + outcomes.replace(' ', '-');
    String id = rig.chosen(order, "credit_card");
    for (String outcome : outcomes.split(" ", -1)) {
      assertThat(rig.drive(id, outcome).status()).as(outcome).isEqualTo(200);
    }
    assertThat(rig.status(id).field("transaction_status")).isEqualTo(status);
    await().until(() -> rig.shop().statusesOf(order).contains(status));
    assertSigned(rig.shop().about(order).getLast().body().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "bca_va,      authorize",
    "credit_card, partial_chargeback",
    "gopay,       partial_chargeback",
    "credit_card, authorize settle",
    "credit_card, capture chargeback partial_chargeback",
  })
  void what_cannot_happen_to_it_is_refused(String method, String outcomes) {
    String id = rig.chosen("C-12-" + Integer.toHexString((method + outcomes).hashCode()), method);
    List<Integer> answers =
        Stream.of(outcomes.split(" ")).map(it -> rig.drive(id, it).status()).toList();
    assertThat(answers.getLast()).isEqualTo(409);
    assertThat(answers.subList(0, answers.size() - 1)).allMatch(it -> it == 200);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "bca_va, bank_transfer, va_numbers, permata_va_number",
        "bni_va, bank_transfer, payment_amounts, permata_va_number",
        "bri_va, bank_transfer, va_numbers, biller_code",
        "permata_va, bank_transfer, permata_va_number, va_numbers",
        "echannel, echannel, bill_key, va_numbers",
        "cimb_va, bank_transfer, va_numbers, permata_va_number",
        "gopay, gopay, fraud_status, acquirer",
        "ovo, ovo, fraud_status, acquirer",
        "akulaku, akulaku, fraud_status, va_numbers",
        "kredivo, kredivo, fraud_status, va_numbers",
        "shopeepay, shopeepay, shopeepay_reference_number, acquirer",
        "qris, qris, issuer, va_numbers",
        "credit_card, credit_card, masked_card, va_numbers",
        "indomaret, cstore, payment_code, fraud_status",
        "alfamart, cstore, fraud_status, va_numbers"
      })
  void every_method_has_its_own_fields(
      String method, String paymentType, String present, String absent) {
    String id = rig.chosen("C-4-" + method, method);
    rig.drive(id, "settle");
    Rig.Answer answer = rig.status(id);
    assertThat(answer.field("payment_type")).isEqualTo(paymentType);
    assertThat(answer.json().has(present)).isTrue();
    assertThat(answer.json().has(absent)).isFalse();
    assertThat(answer.field("gross_amount")).isEqualTo("99000.00");
    assertThat(answer.field("transaction_time")).isEqualTo("2026-11-23 10:00:00");
    assertThat(answer.field("settlement_time")).isEqualTo("2026-11-23 10:00:00");
  }

  @Test
  void expiring_by_api_answers_407_and_a_webhook_says_202() {
    rig.chosen("C-5", "bni_va");
    Rig.Answer answer = rig.core("/v2/C-5/expire", "");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.field("status_code")).isEqualTo("407");
    await().until(() -> rig.shop().statusesOf("C-5").contains("expire"));
    assertThat(rig.shop().about("C-5").getLast().text("status_code")).isEqualTo("202");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cancel", "expire", "refund"})
  void what_the_state_does_not_allow_is_412(String action) {
    String id = rig.chosen("C-6-" + action, "bca_va");
    rig.drive(id, "settle");
    Rig.Answer answer = rig.core("/v2/" + id + "/" + action, "{}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.field("status_code")).isEqualTo("412");
    assertThat(answer.field("status_message"))
        .isEqualTo("Merchant cannot modify the status of the transaction");
  }

  @Test
  void a_refund_is_told_twice_and_adds_up() {
    String id = rig.chosen("C-7", "gopay");
    rig.drive(id, "settle");
    Rig.Answer part = refund(id, "r-1", 40_000);
    assertThat(part.field("status_code")).isEqualTo("200");
    assertThat(part.field("transaction_status")).isEqualTo("partial_refund");
    assertThat(part.field("refund_amount")).isEqualTo("40000.00");
    assertThat(refund(id, "r-1", 1_000).field("status_code")).isEqualTo("406");
    assertThat(refund(id, "r-2", 59_001).field("status_code")).isEqualTo("414");
    assertThat(refund(id, "r-3", 59_000).field("transaction_status")).isEqualTo("refund");
    await().atMost(Duration.ofSeconds(10)).until(() -> rig.shop().statusesOf("C-7").size() == 6);
    assertThat(
            rig.shop()
                .about("C-7")
                .getLast()
                .body()
                .path("refunds")
                .valueStream()
                .filter(refund -> refund.has("bank_confirmed_at"))
                .count())
        .isEqualTo(2);
    assertThat(rig.status(id).field("gross_amount")).isEqualTo("99000.00");
  }

  @Test
  void a_settled_payment_can_be_reversed_and_an_expired_one_can_settle_late() {
    String reversed = rig.chosen("C-8", "permata_va");
    rig.drive(reversed, "settle");
    rig.drive(reversed, "reverse");
    assertThat(rig.status(reversed).field("transaction_status")).isEqualTo("deny");
    String late = rig.chosen("C-9", "bca_va");
    rig.drive(late, "expire");
    rig.drive(late, "settle");
    await()
        .until(
            () -> rig.shop().statusesOf("C-9").equals(List.of("pending", "expire", "settlement")));
    assertThat(rig.drive(late, "deny").status()).isEqualTo(409);
    assertThat(rig.drive("nobody", "settle").status()).isEqualTo(404);
  }

  @Test
  void custom_fields_come_back_in_every_body() {
    rig.snap(
        """
        {"transaction_details": {"order_id": "C-10", "gross_amount": 5000},
         "custom_field1": "ours"}
        """);
    rig.choose("C-10", "qris");
    assertThat(rig.status("C-10").field("custom_field1")).isEqualTo("ours");
    await().until(() -> rig.shop().about("C-10").size() == 1);
    assertThat(rig.shop().about("C-10").getFirst().text("custom_field1")).isEqualTo("ours");
  }

  private static Rig.Answer refund(String id, String key, long amount) {
    return rig.core(
        "/v2/" + id + "/refund",
        """
        {"refund_key": "%s", "amount": %d, "reason": "wrong size"}
        """
            .formatted(key, amount));
  }

  private static void assertSigned(String body) {
    assertThat(Signed.by(new Secret(Rig.KEY), body)).isTrue();
  }
}
