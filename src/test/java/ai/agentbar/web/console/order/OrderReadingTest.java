package ai.agentbar.web.console.order;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.kernel.Email;
import ai.agentbar.kernel.Phone;
import ai.agentbar.order.OrderSearch;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderReadingTest {

  private static final OrderSearch.Placed DAY =
      new OrderSearch.Placed(
          Instant.parse("2026-11-22T17:00:00Z"), Instant.parse("2026-11-23T17:00:00Z"));

  @Test
  void an_order_id_is_read_from_its_day_on_in_whatever_letters() {
    assertThat(OrderReading.of("231126")).containsExactly(new OrderSearch.Named("231126", DAY));
    assertThat(OrderReading.of("231126abc"))
        .containsExactly(new OrderSearch.Named("231126ABC", DAY));
    assertThat(OrderReading.of("231126ABCDEF"))
        .containsExactly(new OrderSearch.Named("231126ABCDEF", DAY));
  }

  @Test
  void the_gateways_name_of_an_attempt_leads_to_its_order() {
    assertThat(OrderReading.of("231126ABCDEF-2"))
        .containsExactly(new OrderSearch.Named("231126ABCDEF", DAY));
  }

  @Test
  void an_address_and_a_number_are_read_whole() {
    assertThat(OrderReading.of("Siti@Example.com"))
        .containsExactly(new OrderSearch.OfEmail(new Email("siti@example.com")));
    assertThat(OrderReading.of("0812-3456-7890"))
        .containsExactly(new OrderSearch.OfPhone(new Phone("+6281234567890")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0812\u00a03456\u00a07890",
        "0812\u20113456\u20117890",
        "0812\u20133456\u20137890",
        "\u202a+62 812-3456-7890\u202c",
        "\u200e081234567890\u200f",
        "081234567890\ufeff",
        " +62 (812) 3456\u20097890 ",
      })
  void a_number_is_read_however_it_was_copied(String text) {
    assertThat(OrderReading.of(text))
        .contains(new OrderSearch.OfPhone(new Phone("+6281234567890")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#231126ABCDEF",
        "231126 ABCDEF",
        "231126\u00a0abcdef",
        "231126ABCDEF\u20112",
        "\u200b231126ABCDEF"
      })
  void an_order_id_is_read_however_it_was_copied(String text) {
    assertThat(OrderReading.of(text)).contains(new OrderSearch.Named("231126ABCDEF", DAY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mailto:siti@example.com", "<siti@example.com>", "Siti <siti@example.com>"})
  void an_address_is_read_out_of_what_a_mail_program_copies(String text) {
    assertThat(OrderReading.of(text))
        .containsExactly(new OrderSearch.OfEmail(new Email("siti@example.com")));
  }

  @Test
  void twelve_digits_that_may_be_both_are_read_as_both() {
    assertThat(OrderReading.of("081226345678"))
        .hasSize(2)
        .last()
        .isEqualTo(new OrderSearch.OfPhone(new Phone("081226345678")));
  }

  @Test
  void nothing_is_read_into_nonsense() {
    assertThat(OrderReading.of("")).isEmpty();
    assertThat(OrderReading.of("311126")).isEmpty();
    assertThat(OrderReading.of("siti@")).isEmpty();
    assertThat(OrderReading.of("' or 1=1 --")).isEmpty();
    assertThat(OrderReading.of("%")).isEmpty();
  }
}
