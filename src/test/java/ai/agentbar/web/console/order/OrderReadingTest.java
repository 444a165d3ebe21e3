package ai.agentbar.web.console.order;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.kernel.Email;
import ai.agentbar.kernel.Phone;
import ai.agentbar.order.OrderSearch;
import java.time.Instant;
import org.junit.jupiter.api.Test;

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
