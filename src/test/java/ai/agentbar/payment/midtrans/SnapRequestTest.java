package ai.agentbar.payment.midtrans;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.kernel.Email;
import ai.agentbar.kernel.Phone;
import ai.agentbar.kernel.Rupiah;
import ai.agentbar.order.Buyer;
import ai.agentbar.payment.PaymentGateway.OpeningRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What Snap is asked for. */
class SnapRequestTest {

  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void the_buyer_is_led_back_to_the_page_of_the_order_however_it_ends() {
    assertThat(sent(List.of(), URI.create("https://shop.example/o/token")))
        .contains(
            "\"callbacks\":{\"finish\":\"https://shop.example/o/token\","
                + "\"error\":\"https://shop.example/o/token\"}");
  }

  @Test
  void an_address_that_snap_would_refuse_is_left_out_and_the_payment_opens_all_the_same() {
    String longest = "https://shop.example/" + "x".repeat(255 - 21);

    assertThat(sent(List.of(), URI.create(longest))).contains(longest);
    assertThat(sent(List.of(), URI.create(longest + "x"))).doesNotContain("callbacks");
  }

  /** The body of a request for a page that offers these methods and leads back there. */
  static String sent(List<String> methods, URI backTo) {
    Instant now = Instant.parse("2026-11-23T03:00:00Z");
    return JSON.writeValueAsString(
        SnapRequest.of(
            new OpeningRequest(
                "G-1",
                new Rupiah(99_000),
                "film-basic",
                "Buat Film Basic",
                new Buyer("Siti", new Email("siti@example.com"), new Phone("081234567890")),
                now,
                now.plus(Duration.ofHours(1)),
                backTo),
            methods));
  }
}
