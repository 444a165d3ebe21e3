package ai.agentbar.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import ai.agentbar.kernel.Email;
import ai.agentbar.kernel.Phone;
import ai.agentbar.kernel.Rupiah;
import ai.agentbar.order.Buyer;
import ai.agentbar.payment.PaymentGateway.Answer;
import ai.agentbar.payment.PaymentGateway.Opening;
import ai.agentbar.payment.PaymentGateway.OpeningRequest;
import ai.agentbar.payment.PaymentGateway.PageClosing;
import ai.agentbar.testing.Http;
import ai.agentbar.testing.StoryTest;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.annotation.DirtiesContext;
import tools.jackson.databind.JsonNode;

/** The gateway's calls, its two error dialects and its page, against the simulator over HTTP. */
@StoryTest
@DirtiesContext
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GatewayStoryTest {

  private static final String ORDER =
      """
      {"package_id": "film-basic", "name": "Siti Rahma",
       "email": "siti@example.com", "phone": "081234567890"}
      """;

  @Value("${agentbar.midtrans.snap-url}")
  String sandboxUrl;

  @Value("${agentbar.public-url}")
  String shopUrl;

  @Autowired PaymentGateway gateway;
  @Autowired InstantSource clock;
  private Http sandbox;

  @BeforeEach
  void connect() {
    sandbox = new Http(sandboxUrl);
  }

  @AfterEach
  void mend() {
    sandbox.delete("/_sim/faults");
  }

  @Test
  void a_page_is_opened_anew_until_a_method_is_chosen_and_then_its_id_is_taken() {
    Opening first = gateway.open(request("G-1"));
    Opening second = gateway.open(request("G-1"));
    assertThat(first).isInstanceOf(Opening.Opened.class).isNotEqualTo(second);
    sandbox.post("/_sim/payments/G-1/choose?method=qris", "");

    assertThat(gateway.open(request("G-1"))).isInstanceOf(Opening.Taken.class);
  }

  @Test
  void a_page_on_which_nothing_was_chosen_is_not_found() {
    gateway.open(request("G-2"));

    assertThat(gateway.status("G-2")).isInstanceOf(Answer.NotFound.class);
    assertThat(gateway.status("never-heard-of")).isInstanceOf(Answer.NotFound.class);
  }

  @Test
  void what_is_pending_can_be_expired_and_its_answer_says_so() {
    choose("G-3");

    assertThat(outcome(gateway.expire("G-3")))
        .isEqualTo(new Outcome.Known(TransactionStatus.EXPIRED));
    assertThat(outcome(gateway.status("G-3")))
        .isEqualTo(new Outcome.Known(TransactionStatus.EXPIRED));
  }

  @Test
  void what_is_pending_can_be_cancelled_and_what_is_settled_cannot() {
    choose("G-4");
    assertThat(outcome(gateway.cancel("G-4")))
        .isEqualTo(new Outcome.Known(TransactionStatus.CANCELLED));

    choose("G-5");
    sandbox.post("/_sim/transactions/G-5/settle", "");
    assertThat(gateway.cancel("G-5")).isInstanceOf(Answer.NotAllowed.class);
    assertThat(gateway.expire("G-5")).isInstanceOf(Answer.NotAllowed.class);
  }

  @Test
  void a_page_is_closed_once_and_for_all_and_not_while_a_method_is_chosen_on_it() {
    Opening.Opened unused = (Opening.Opened) gateway.open(request("G-10"));
    assertThat(gateway.cancelPage(unused.token())).isEqualTo(PageClosing.CLOSED);
    assertThat(gateway.cancelPage(unused.token())).isEqualTo(PageClosing.CLOSED);
    assertThat(gateway.cancelPage("never-heard-of")).isEqualTo(PageClosing.UNKNOWN);

    Opening.Opened used = (Opening.Opened) gateway.open(request("G-11"));
    sandbox.post("/_sim/payments/G-11/choose?method=qris", "");
    assertThat(gateway.cancelPage(used.token())).isEqualTo(PageClosing.IN_PROGRESS);
  }

  @Test
  void whoever_paid_is_led_back_to_the_page_of_the_order() {
    Http shop = new Http(shopUrl);
    JsonNode order = shop.post("/api/orders", ORDER).json();
    String token = order.path("payment").path("token").asString();
    String transaction =
        sandbox
            .post("/_sim/payments/%s/choose?method=qris".formatted(token), "")
            .json()
            .path("transaction_id")
            .asString();

    String paid =
        sandbox
            .post("/snap/v4/redirection/%s/%s/settle".formatted(token, transaction), "")
            .header("Location");

    String way = "/o/" + order.path("buyer_token").asString();
    assertThat(sandbox.get(paid).text()).contains(";url=" + shopUrl + way + "?order_id=");
    await().untilAsserted(() -> assertThat(english(shop, way)).contains("Your payment arrived at"));
  }

  @Test
  void what_snap_refuses_is_refused_with_its_words() {
    assertThat(gateway.open(request("G".repeat(60))))
        .asInstanceOf(type(Opening.Refused.class))
        .extracting(Opening.Refused::reason)
        .asString()
        .contains("too long");
  }

  /** Last, since it leaves the circuit breaker open for some seconds. */
  @Test
  @Order(Integer.MAX_VALUE)
  void a_web_page_in_place_of_an_answer_is_no_answer_and_a_dead_host_is_left_alone() {
    choose("G-6");
    sandbox.put("/_sim/faults", "{\"status_html\": true}");
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> gateway.status("G-6"))
          .isInstanceOf(GatewayUnavailableException.class);
    }

    assertThatThrownBy(() -> gateway.status("G-6"))
        .isInstanceOf(GatewayUnavailableException.class)
        .hasMessageContaining("left alone");
    assertThat(gateway.open(request("G-7"))).isInstanceOf(Opening.Opened.class);
  }

  private static String english(Http shop, String page) {
    return shop.get(page, "Accept", "text/html", "Cookie", "language=en").text();
  }

  private void choose(String gatewayOrderId) {
    gateway.open(request(gatewayOrderId));
    sandbox.post("/_sim/payments/%s/choose?method=bca_va".formatted(gatewayOrderId), "");
  }

  private OpeningRequest request(String gatewayOrderId) {
    return new OpeningRequest(
        gatewayOrderId,
        new Rupiah(99_000),
        "film-basic",
        "Buat Film Basic",
        new Buyer("Siti", new Email("siti@example.com"), new Phone("081234567890")),
        clock.instant(),
        clock.instant().plus(Duration.ofHours(1)),
        URI.create("http://127.0.0.1/o/token"));
  }

  private static Outcome outcome(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Found.class);
    return ((Answer.Found) answer).report().outcome();
  }
}
