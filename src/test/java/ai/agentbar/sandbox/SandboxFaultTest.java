package ai.agentbar.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.agentbar.kernel.Secret;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each switch does what it says. */
class SandboxFaultTest {

  private static final Secret KEY = new Secret(Rig.KEY);
  private static Rig rig;

  @BeforeAll
  static void start() {
    rig = new Rig(new MovableClock());
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
  void a_change_names_some_fields_and_leaves_the_others() {
    rig.faults("{\"lose\": 0.5}");
    rig.faults("{\"slow_ms\": 10}");
    Rig.Answer faults = rig.get("/_sim/faults");
    assertThat(faults.json().path("lose").doubleValue()).isEqualTo(0.5);
    assertThat(faults.json().path("slow_ms").intValue()).isEqualTo(10);
    assertThat(rig.delete("/_sim/faults").json().path("lose").doubleValue()).isZero();
  }

  @Test
  void a_change_is_understood_whatever_its_content_type_claims() {
    String change = "{\"lose\": 0.25, \"worker_frozen\": true}";
    assertThat(rig.putForm("/_sim/faults", change).json().path("lose").doubleValue())
        .isEqualTo(0.25);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"lose\": 2}", "{\"nonsense\": 1}", "{\"reorder\": \"maybe\"}", "[]", "oops"})
  void a_change_that_makes_no_sense_is_refused_with_the_reason(String change) {
    Rig.Answer answer = rig.put("/_sim/faults", change);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.field("error")).isNotBlank();
  }

  @Test
  void a_lost_notification_never_arrives() {
    rig.faults("{\"lose\": 1}");
    rig.drive(rig.chosen("F-1", "qris"), "settle");
    await()
        .until(
            () ->
                rig.get("/_sim/deliveries")
                        .json()
                        .valueStream()
                        .filter(delivery -> delivery.path("order_id").asString().equals("F-1"))
                        .filter(delivery -> delivery.path("fate").asString().equals("LOST"))
                        .count()
                    == 2);
    assertThat(rig.shop().about("F-1")).isEmpty();
    assertThat(rig.status("F-1").field("transaction_status")).isEqualTo("settlement");
  }

  @Test
  void a_delayed_notification_arrives_later() {
    rig.faults("{\"delay_ms\": 700}");
    long begun = System.nanoTime();
    rig.chosen("F-2", "qris");
    await().until(() -> rig.shop().about("F-2").size() == 1);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(650));
  }

  @Test
  void a_duplicated_notification_arrives_as_often_as_it_says() {
    rig.faults("{\"duplicate\": 49}");
    rig.chosen("F-3", "qris");
    await().until(() -> rig.shop().about("F-3").size() == 50);
    assertThat(rig.shop().about("F-3"))
        .extracting(Receiver.Arrival::body)
        .containsOnly(rig.shop().about("F-3").getFirst().body());
  }

  @Test
  void reordered_notifications_arrive_newest_first() {
    rig.faults("{\"reorder\": true}");
    rig.drive(rig.chosen("F-4", "bca_va"), "settle");
    rig.drive(rig.chosen("F-5", "bca_va"), "settle");
    await().until(() -> rig.shop().arrivals().size() == 4);
    assertThat(rig.shop().statusesOf("F-4")).containsExactly("settlement", "pending");
    rig.drive(rig.chosen("F-6", "bca_va"), "settle");
    await().until(() -> rig.shop().statusesOf("F-6").equals(List.of("settlement", "pending")));
  }

  @Test
  void forged_notifications_keep_coming_and_never_verify() {
    rig.faults("{\"forge_per_second\": 50}");
    await().until(() -> rig.shop().arrivals().size() >= 40);
    rig.calm();
    rig.chosen("F-7", "qris");
    rig.shop().clear();
    assertThat(rig.post("/_sim/forge?count=30", "").status()).isEqualTo(202);
    await().until(() -> rig.shop().arrivals().size() >= 30);
    assertThat(rig.shop().arrivals())
        .filteredOn(arrival -> !arrival.text("transaction_status").equals("pending"))
        .isNotEmpty()
        .noneMatch(arrival -> Signed.by(KEY, arrival.body()));
    assertThat(rig.post("/_sim/forge?count=0", "").status()).isEqualTo(400);
  }

  @Test
  void an_altered_copy_verifies_although_its_status_is_another() {
    rig.faults("{\"forge_valid_signature\": true}");
    rig.chosen("F-8", "qris");
    await().until(() -> rig.shop().statusesOf("F-8").equals(List.of("pending", "settlement")));
    assertThat(rig.shop().about("F-8")).allMatch(arrival -> Signed.by(KEY, arrival.body()));
    assertThat(rig.shop().about("F-8").getLast().text("status_code")).isEqualTo("201");
  }

  @Test
  void midtrans_down_is_5xx_in_both_dialects_and_on_the_page() {
    String token = rig.create("F-9").field("token");
    rig.faults("{\"midtrans_down\": true}");
    assertThat(rig.create("F-10").status()).isEqualTo(500);
    assertThat(rig.create("F-10").text()).contains("error_messages");
    assertThat(rig.status("F-9").status()).isEqualTo(500);
    assertThat(rig.status("F-9").field("status_code")).isEqualTo("500");
    assertThat(rig.get("/snap/v4/redirection/" + token).status()).isEqualTo(503);
  }

  @Test
  void snap_and_status_fail_each_for_itself() {
    rig.faults("{\"snap_down\": true}");
    assertThat(rig.create("F-11").status()).isEqualTo(500);
    assertThat(rig.status("F-11").status()).isEqualTo(200);
    rig.faults("{\"snap_down\": false, \"status_down\": true}");
    assertThat(rig.create("F-11").status()).isEqualTo(201);
    assertThat(rig.status("F-11").status()).isEqualTo(500);
    rig.faults("{\"status_html\": true}");
    assertThat(rig.status("F-11").status()).isEqualTo(503);
    assertThat(rig.status("F-11").text()).startsWith("<!DOCTYPE html>");
  }

  @Test
  void a_slow_midtrans_acts_at_once_and_answers_late() {
    rig.faults("{\"slow_ms\": 500}");
    long begun = System.nanoTime();
    assertThat(rig.create("F-12").status()).isEqualTo(201);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(450));
  }

  @ParameterizedTest
  @CsvSource({
    "wrong_amount, gross_amount, 100000.00",
    "wrong_currency, currency, USD",
    "unknown_status, transaction_status, awaiting_review",
    "upper_case_status, transaction_status, PENDING",
    "missing_fraud_status, fraud_status, ''",
    "extra_fields, x_flag, true"
  })
  void a_strange_body_is_still_properly_signed(String fault, String field, String value) {
    rig.faults("{\"%s\": true}".formatted(fault));
    String order = "F-13-" + fault;
    rig.chosen(order, "bca_va");
    await().until(() -> rig.shop().about(order).size() == 1);
    Receiver.Arrival arrival = rig.shop().about(order).getFirst();
    assertThat(arrival.text(field)).isEqualTo(value);
    assertThat(Signed.by(KEY, arrival.body())).isTrue();
    assertThat(rig.status(order).field(field)).isEqualTo(value);
  }

  @Test
  void the_dashboards_test_button_sends_a_signed_notification_about_nothing() {
    assertThat(rig.post("/_sim/test-notification", "").status()).isEqualTo(202);
    await().until(() -> rig.shop().arrivals().size() == 1);
    Receiver.Arrival arrival = rig.shop().arrivals().getFirst();
    assertThat(arrival.text("order_id")).startsWith("payment_notif_test_G000000000_");
    assertThat(arrival.text("gross_amount")).isEqualTo("105000.00");
    assertThat(Signed.by(KEY, arrival.body())).isTrue();
    assertThat(rig.status(arrival.text("order_id")).field("status_code")).isEqualTo("404");
  }
}
