package ai.agentbar.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Snap in its own dialect, and what becomes of a token. */
class SandboxSnapTest {

  private static final MovableClock CLOCK = new MovableClock();
  private static Rig rig;

  @BeforeAll
  static void start() {
    rig = new Rig(CLOCK, "agentbar.sandbox.clock-speed=1");
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
  void a_payment_is_created_with_201_a_token_and_a_page() {
    Rig.Answer answer = rig.create("S-1");
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.field("token")).hasSize(36);
    assertThat(answer.field("redirect_url"))
        .isEqualTo(rig.url("/snap/v4/redirection/" + answer.field("token")));
  }

  @Test
  void a_foreign_key_is_refused_in_snaps_dialect() {
    Rig.Answer answer =
        rig.post("/snap/v1/transactions", "{}", "Authorization", Rig.basic("SB-Mid-server-other"));
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.json().path("error_messages").path(0).asString())
        .isEqualTo(
            "Access denied due to unauthorized transaction, please check client or server key");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                            | transaction_details.order_id is required
          {"transaction_details":{"order_id":"X"}}                      | transaction_details.gross_amount is required
          {"transaction_details":{"order_id":"X","gross_amount":"ten"}} | transaction_details.gross_amount is not a number
          {"transaction_details":{"order_id":"X","gross_amount":10.5}}  | transaction_details.gross_amount is not a number
          {"transaction_details":{"order_id":"X23456789012345678901234567890123456789012345678901","gross_amount":1}} | transaction_details.order_id too long
          {"transaction_details":{"order_id":"X","gross_amount":5},"item_details":[{"price":2,"quantity":2,"name":"a"}]} | transaction_details.gross_amount is not equal to the sum of item_details
          {"transaction_details":{"order_id":"X","gross_amount":4},"item_details":[{"price":2,"quantity":2,"name":"a23456789012345678901234567890123456789012345678901"}]} | item_details Name too long
          """)
  void a_wrong_request_is_refused_in_midtrans_words(String body, String sentence) {
    Rig.Answer answer = rig.snap(body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error_messages").valueStream().map(node -> node.asString()))
        .contains(sentence);
  }

  @Test
  void a_second_token_of_the_same_order_kills_the_first() {
    String first = rig.create("S-2").field("token");
    String second = rig.create("S-2").field("token");
    assertThat(second).isNotEqualTo(first);
    assertThat(rig.get("/snap/v4/redirection/" + first).status()).isEqualTo(404);
    assertThat(rig.get("/snap/v4/redirection/" + second).status()).isEqualTo(200);
    assertThat(rig.post("/_sim/payments/" + first + "/choose?method=qris", "").status())
        .isEqualTo(409);
  }

  @Test
  void a_pending_order_id_is_taken() {
    rig.chosen("S-3", "bca_va");
    Rig.Answer answer = rig.create("S-3");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("transaction_details.order_id has already been taken");
  }

  @Test
  void a_paid_order_id_is_utilized() {
    rig.drive(rig.chosen("S-4", "qris"), "settle");
    Rig.Answer answer = rig.create("S-4");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("has been paid and utilized, please use another order ID");
  }

  @Test
  void an_expired_order_id_is_reused_with_a_second_transaction() {
    String first = rig.chosen("S-5", "bca_va");
    rig.drive(first, "expire");
    assertThat(rig.create("S-5").status()).isEqualTo(201);
    String second = rig.choose("S-5", "bni_va");
    assertThat(second).isNotEqualTo(first);
    assertThat(rig.status(first).field("transaction_status")).isEqualTo("expire");
    assertThat(rig.status("S-5").field("transaction_id")).isEqualTo(second);
  }

  @Test
  void a_page_is_cancelled_once_and_not_while_a_payment_is_on_its_way() {
    String token = rig.create("S-6").field("token");
    String path = "/snap/v1/transactions/" + token + "/cancel";
    assertThat(rig.core(path, "").json().has("canceled_at")).isTrue();
    assertThat(rig.core(path, "").text()).contains("token already canceled");
    assertThat(rig.core("/snap/v1/transactions/nobody/cancel", "").text())
        .contains("token not found");
    String busy = rig.create("S-7").field("token");
    rig.choose("S-7", "qris");
    assertThat(rig.core("/snap/v1/transactions/" + busy + "/cancel", "").text())
        .contains("Transaction is on progress");
  }

  @Test
  void a_page_on_which_nothing_was_chosen_ends_without_a_notification() {
    String token =
        rig.snap(
                """
                {"transaction_details": {"order_id": "S-8", "gross_amount": 5000},
                 "page_expiry": {"unit": "minutes", "duration": 30}}
                """)
            .field("token");
    CLOCK.move(Duration.ofMinutes(31));
    Rig.Answer closing = rig.core("/snap/v1/transactions/" + token + "/cancel", "");
    assertThat(closing.status()).isEqualTo(400);
    assertThat(closing.text()).contains("token has expired");
    assertThat(rig.post("/_sim/payments/" + token + "/choose?method=qris", "").status())
        .isEqualTo(409);
    rig.drive(rig.chosen("S-9", "qris"), "settle");
    await().until(() -> rig.shop().statusesOf("S-9").size() == 2);
    assertThat(rig.shop().about("S-8")).isEmpty();
  }

  @Test
  void a_method_whose_time_is_over_expires_with_202_and_answers_407() {
    rig.snap(
        """
        {"transaction_details": {"order_id": "S-10", "gross_amount": 5000},
         "expiry": {"unit": "minute", "duration": 60}}
        """);
    rig.choose("S-10", "bca_va");
    assertThat(rig.status("S-10").field("status_code")).isEqualTo("201");
    CLOCK.move(Duration.ofMinutes(61));
    await().until(() -> rig.shop().statusesOf("S-10").contains("expire"));
    assertThat(rig.shop().about("S-10").getLast().text("status_code")).isEqualTo("202");
    Rig.Answer status = rig.status("S-10");
    assertThat(status.status()).isEqualTo(200);
    assertThat(status.field("status_code")).isEqualTo("407");
  }

  @Test
  void an_override_address_replaces_and_an_append_address_adds() {
    String extra = rig.shop().url("/extra");
    String body =
        """
        {"transaction_details": {"order_id": "%s", "gross_amount": 5000}}
        """;
    rig.snap(body.formatted("S-11"), "X-Append-Notification", extra);
    rig.snap(
        body.formatted("S-12"), "X-Append-Notification", extra, "X-Override-Notification", extra);
    rig.choose("S-11", "qris");
    rig.choose("S-12", "qris");
    await().until(() -> rig.shop().arrivals().size() == 3);
    assertThat(rig.shop().about("S-11"))
        .extracting(Receiver.Arrival::path)
        .containsExactlyInAnyOrder("/webhook", "/extra");
    assertThat(rig.shop().about("S-12"))
        .extracting(Receiver.Arrival::path)
        .containsExactly("/extra");
  }
}
