package ai.agentbar.web.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.kernel.OrderId;
import ai.agentbar.order.Order;
import ai.agentbar.order.OrderStatus;
import ai.agentbar.order.Orders;
import ai.agentbar.order.PaymentProof;
import ai.agentbar.order.SuspensionReason;
import ai.agentbar.testing.Browser;
import ai.agentbar.testing.Http;
import ai.agentbar.testing.Http.Answer;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

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
  @Autowired Orders orders;
  @Autowired TransactionTemplate transaction;
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
        .contains("Menunggu pembayaran", "Rp\u00a099.000", "Buat Film Basic", "method=\"post\"")
        .doesNotContain("Siti", "siti@", "0812");
    assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(page.header("X-Robots-Tag")).isEqualTo("noindex");
  }

  @Test
  void a_buyer_who_presses_too_often_is_asked_to_wait_and_not_told_to_be_offline() {
    try (Browser browser = Browser.open()) {
      Page page = browser.page(360, 740);
      page.navigate("http://127.0.0.1:" + port + "/o/" + placedToken());
      page.route("**/pay", it -> it.fulfill(new Route.FulfillOptions().setStatus(429).setBody("")));

      page.locator("#open button").click();

      PlaywrightAssertions.assertThat(page.locator("#busy")).containsText("tunggu satu menit");
      PlaywrightAssertions.assertThat(page.locator("#offline")).isHidden();
      PlaywrightAssertions.assertThat(page.locator("#open button")).isEnabled();
    }
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
            "/o/" + placedToken() + "/pay", "", "Accept", "text/html", "Cookie", "language=en");

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

  @Test
  void the_page_speaks_the_orders_language_until_the_reader_chooses_another() {
    String english = placedToken("en");
    String indonesian = placedToken("id");

    assertThat(asked(english, "Accept-Language", "id").text()).contains("lang=\"en\"", "Pay now");
    assertThat(asked(indonesian, "Accept-Language", "en").text())
        .contains("lang=\"id\"", "Bayar sekarang");
    Answer choice = http.get("/preferences?language=id&back=/o/" + english, "Accept", "text/html");
    assertThat(choice.header("Location")).endsWith("/o/" + english);
    assertThat(choice.header("Set-Cookie")).startsWith("language=id;");
    assertThat(page(english, "id").text()).contains("Bayar sekarang");
  }

  @Test
  void the_page_counts_by_the_readers_clock() {
    String token = placedToken();

    assertThat(asked(token, "Cookie", "zone=WIT").text()).contains("24 November 2026 12.00 WIT");
    assertThat(asked(token, "Cookie", "zone=<b>").text()).contains("24 November 2026 10.00 WIB");
  }

  @Test
  void midtrans_alone_may_run_beside_our_own_script_and_only_while_there_is_something_to_pay() {
    String token = placedToken();

    Answer open = page(token, "en");
    assertThat(open.text())
        .contains("src=\"http://127.0.0.1:1/snap/snap.js\"")
        .contains("data-client-key=\"SB-Mid-client-test\"");
    assertThat(open.header("Content-Security-Policy"))
        .isEqualTo(
            "default-src 'none'; script-src 'self' http://127.0.0.1:1;"
                + " connect-src 'self' http://127.0.0.1:1; frame-src http://127.0.0.1:1;"
                + " style-src 'self'; img-src 'self' data:; form-action 'self';"
                + " frame-ancestors 'none'; base-uri 'none'");

    clock.move(Duration.ofHours(25));
    Answer over = page(token, "en");
    assertThat(over.text()).doesNotContain("snap.js", "data-client-key");
    assertThat(over.header("Content-Security-Policy"))
        .contains("script-src 'self';", "frame-src 'none';")
        .doesNotContain("127.0.0.1");
    assertThat(page("nobody", "en").header("Content-Security-Policy"))
        .contains("script-src 'self';");
  }

  @Test
  void without_javascript_the_page_looks_again_by_itself_as_long_as_it_may_change() {
    String token = placedToken();

    assertThat(page(token, "en").text())
        .contains("<noscript><meta http-equiv=\"refresh\" content=\"15\"></noscript>");
    ended(token, OrderStatus.EXPIRED);
    assertThat(page(token, "en").text()).doesNotContain("http-equiv=\"refresh\"");
  }

  @Test
  void an_expired_order_is_offered_again_at_todays_price_and_pressed_twice_it_is_one_order() {
    String token = placedToken();
    assertThat(page(token, "en").text()).doesNotContain("Order again");
    assertThat(http.post("/o/" + token + "/again", "", "Accept", "text/html").header("Location"))
        .endsWith("/o/" + token);
    ended(token, OrderStatus.EXPIRED);

    assertThat(page(token, "en").text()).contains("Expired", "Order again for Rp\u00a099.000");
    String next = location(http.post("/o/" + token + "/again", "", "Accept", "text/html"));
    String same = location(http.post("/o/" + token + "/again", "", "Accept", "text/html"));

    assertThat(next).isEqualTo(same).isNotEqualTo(token);
    assertThat(page(next, "en").text()).contains("Waiting for payment", "Buat Film Basic");
    Order placed = orders.findByToken(next).orElseThrow();
    Order before = orders.findByToken(token).orElseThrow();
    assertThat(placed.buyer()).isEqualTo(before.buyer());
    assertThat(placed.language()).isEqualTo(before.language());
    assertThat(placed.id()).isNotEqualTo(before.id());
  }

  @Test
  void money_that_comes_late_counts_and_the_page_says_so() {
    String token = placedToken();
    ended(token, OrderStatus.EXPIRED);
    assertThat(page(token, "en").text()).contains("it counts").doesNotContain("example.com");

    settled(token);

    assertThat(page(token, "en").text())
        .contains("after the time to pay. It counts", "https://example.com/film-basic")
        .doesNotContain("Order again");
  }

  @Test
  void access_that_rests_is_not_shown_and_the_page_says_why() {
    String token = placedToken();
    settled(token);
    assertThat(page(token, "en").text()).contains("Thank you", "https://example.com/film-basic");

    transaction.executeWithoutResult(
        _ -> orders.suspend(orders.findByToken(token).orElseThrow().id(), SuspensionReason.REFUND));

    assertThat(page(token, "en").text())
        .contains("Refunded", "was given back to you since. The access rests.")
        .doesNotContain("https://example.com/film-basic");
    transaction.executeWithoutResult(
        _ -> orders.restore(orders.findByToken(token).orElseThrow().id()));
    assertThat(page(token, "en").text()).contains("https://example.com/film-basic");
  }

  @Test
  void a_link_that_was_cut_off_leads_to_a_page_that_says_what_to_do_and_nothing_of_staff() {
    Answer cut = page("abc", "en");

    assertThat(cut.status()).isEqualTo(404);
    assertThat(cut.text())
        .contains("We know no order under this address", "open it again from our email")
        .doesNotContain("href=\"/\"", "live page");
    assertThat(cut.header("Cache-Control")).isEqualTo("no-store");
  }

  private void ended(String token, OrderStatus status) {
    transaction.executeWithoutResult(
        _ -> {
          OrderId id = orders.findByToken(token).orElseThrow().id();
          var _ =
              status == OrderStatus.EXPIRED
                  ? orders.expire(id, "a test said so")
                  : orders.fail(id, "a test said so");
        });
  }

  private void settled(String token) {
    transaction.executeWithoutResult(
        _ -> {
          OrderId id = orders.findByToken(token).orElseThrow().id();
          orders.settle(
              id,
              new PaymentProof(
                  id + "-1", "a-transaction", PaymentProof.Source.NOTIFICATION, clock.instant()));
        });
  }

  private static String location(Answer answer) {
    assertThat(answer.status()).isEqualTo(302);
    String location = answer.header("Location");
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private String placedToken() {
    return http.post("/api/orders", ORDER).json().path("buyer_token").asString();
  }

  private String placedToken(String language) {
    return http.post("/api/orders", ORDER.replace("}", ", \"language\": \"" + language + "\"}"))
        .json()
        .path("buyer_token")
        .asString();
  }

  private Answer page(String token, String language) {
    return asked(token, "Cookie", "language=" + language);
  }

  private Answer asked(String token, String header, String value) {
    return http.get("/o/" + token, "Accept", "text/html", header, value);
  }
}
