package ai.agentbar.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** An order that is paid, by each method Midtrans' page offers. */
class HappyPathStoryTest extends Stories {

  private static final String CARD = "credit_card";
  private static final List<String> PAID_LATER_THAN_CHOSEN =
      List.of(
          "qris",
          "gopay",
          "shopeepay",
          "ovo",
          "dana",
          "bca_va",
          "bni_va",
          "bri_va",
          "permata_va",
          "cimb_va",
          "danamon_va",
          "bsi_va",
          "seabank_va",
          "saqu_va",
          "echannel",
          "indomaret",
          "alfamart",
          "akulaku",
          "kredivo");
  private static final Pattern ON_OFFER = Pattern.compile("name=\"method\"[^>]*value=\"(\\w+)\"");

  /** All buyers at a time: what one waits for, all wait for. */
  @TestFactory
  Stream<DynamicTest> an_order_paid_by_any_method_is_paid_granted_and_told() {
    Map<String, OrderStory> orders = new LinkedHashMap<>();
    PAID_LATER_THAN_CHOSEN.forEach(method -> orders.put(method, order()));
    orders.forEach((method, order) -> order.chooses(method));
    orders.forEach((_, order) -> order.applies("TRANSACTION_PENDING"));
    orders.forEach((_, order) -> order.meets("settle"));
    return orders.entrySet().stream()
        .map(
            it ->
                DynamicTest.dynamicTest(
                    it.getKey(),
                    () ->
                        it.getValue()
                            .applies("TRANSACTION_PAID", "PAYMENT_PAID", "ENTITLEMENT_GRANTED")
                            .ends("PAID", "PAYMENT_INSTRUCTION", "PAYMENT_SUCCESS")));
  }

  @Test
  void a_card_pays_when_it_is_captured_and_its_settlement_on_the_next_day_adds_nothing() {
    OrderStory order = order();
    order.chooses(CARD).applies("TRANSACTION_PENDING");
    order.meets("capture").applies("TRANSACTION_PAID", "PAYMENT_PAID", "ENTITLEMENT_GRANTED");
    order.meets("settle").ignores("DUPLICATE");
    order.ends("PAID", "PAYMENT_INSTRUCTION", "PAYMENT_SUCCESS");
  }

  @Test
  void these_are_all_the_methods_the_page_offers() {
    String page = sandbox.get("/snap/v4/redirection/" + order().snapToken()).text();

    assertThat(ON_OFFER.matcher(page).results().map(it -> it.group(1)))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(PAID_LATER_THAN_CHOSEN.stream(), Stream.of(CARD)).toList());
  }

  @Test
  void the_access_link_is_shown_to_the_buyers_token_alone() {
    OrderStory order = order();
    assertThat(order.view("X-Buyer-Token", order.buyerToken()).text())
        .doesNotContain("access_link");
    order.chooses("qris").applies("TRANSACTION_PENDING");
    order.meets("settle").applies("TRANSACTION_PAID", "PAYMENT_PAID", "ENTITLEMENT_GRANTED");

    assertThat(order.view().text()).doesNotContain("access_link");
    assertThat(order.view("X-Buyer-Token", "x").text()).doesNotContain("access_link");
    assertThat(
            order.view("X-Buyer-Token", order.buyerToken()).json().path("access_link").asString())
        .isEqualTo("https://example.com/film-basic");
  }
}
