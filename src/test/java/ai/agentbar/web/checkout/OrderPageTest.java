package ai.agentbar.web.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.testing.Http;
import ai.agentbar.testing.Http.Answer;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the link in a buyer's message opens. */
@RoomTest
class OrderPageTest {

  private static final String ORDER =
      """
      {"package_id": "film-basic", "name": "Siti <b>Rahma</b>",
       "email": "siti@example.com", "phone": "081234567890"}
      """;

  @LocalServerPort int port;
  @Autowired MovableClock clock;
  private Http http;

  @BeforeEach
  void connect() {
    http = new Http("http://127.0.0.1:" + port);
    clock.set(RoomTest.START);
  }

  @Test
  void the_token_opens_the_true_state_and_nothing_of_the_person() {
    Answer page = page(placedToken(), "id");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text())
        .contains("Menunggu pembayaran", "Rp 99.000", "Buat Film Basic", "method=\"post\"")
        .doesNotContain("Siti", "siti@", "0812");
    assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(page.header("X-Robots-Tag")).isEqualTo("noindex");
  }

  @Test
  void the_time_to_pay_is_written_as_the_reader_writes_it() {
    String token = placedToken();

    assertThat(page(token, "id").text()).contains("24 November 2026 10.00 WIB");
    assertThat(page(token, "en").text()).contains("24 November 2026 10:00 WIB");
  }

  @Test
  void a_payment_that_cannot_be_opened_is_said_to_cost_nothing_and_may_be_tried_again() {
    Answer paying =
        http.post(
            "/o/" + placedToken() + "/pay", "", "Accept", "text/html", "Accept-Language", "en");

    assertThat(paying.status()).isEqualTo(503);
    assertThat(paying.text()).contains("Nothing was charged", "Pay now");
  }

  @Test
  void what_the_browser_brings_back_from_midtrans_proves_nothing() {
    String token = placedToken();

    Answer back = page(token + "?order_id=X-1&status_code=200&transaction_status=settlement", "en");

    assertThat(back.status()).isEqualTo(200);
    assertThat(back.text()).isEqualTo(page(token, "en").text());
  }

  @Test
  void nobody_is_led_to_a_payment_whose_time_is_over() {
    String token = placedToken();
    clock.move(Duration.ofHours(25));

    assertThat(page(token, "en").text()).doesNotContain("Pay now");
  }

  @Test
  void the_order_id_opens_nothing_and_neither_does_an_endless_token() {
    String orderId = http.post("/api/orders", ORDER).json().path("order_id").asString();

    assertThat(page(orderId, "en").status()).isEqualTo(404);
    assertThat(page("x".repeat(5_000), "en").status()).isEqualTo(404);
    assertThat(page("%27%20or%201=1", "en").status()).isEqualTo(404);
  }

  private String placedToken() {
    return http.post("/api/orders", ORDER).json().path("buyer_token").asString();
  }

  private Answer page(String token, String language) {
    return http.get("/o/" + token, "Accept", "text/html", "Accept-Language", language);
  }
}
