package ai.agentbar.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  @Test
  void rupiah_is_written_as_an_indonesian_reads_it() {
    assertThat(new Rupiah(99_000)).hasToString("Rp 99.000");
    assertThat(new Rupiah(1_250_000)).hasToString("Rp 1.250.000");
    assertThat(Rupiah.ZERO).hasToString("Rp 0");
  }

  @ParameterizedTest
  @CsvSource({
    "99000.00, true",
    "99000, true",
    "99000.0, true",
    "99000.01, false",
    "98999.99, false",
    "99.000, false",
    "'', false",
    "x, false",
    "-99000, false"
  })
  void an_amount_on_the_wire_is_compared_as_a_number(String text, boolean same) {
    assertThat(new Rupiah(99_000).isWrittenAs(text)).isEqualTo(same);
  }

  @Test
  void an_order_id_begins_with_the_day_in_wib() {
    OrderId id = OrderId.next(Instant.parse("2026-11-23T17:30:00Z"), new Random(1));

    assertThat(id.value()).startsWith("241126").hasSize(12);
    assertThat(OrderId.parse(id.value())).contains(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"231126ABCDE", "231126ABCDEO", "231126abcdef", "23112AABCDEF", ""})
  void what_is_no_order_id_is_none(String text) {
    assertThat(OrderId.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "081234567890, +6281234567890",
    "0812-3456-7890, +6281234567890",
    "+62 812 3456 7890, +6281234567890",
    "+6591234567, +6591234567",
  })
  void a_phone_number_is_indonesian_unless_it_says_otherwise(String text, String e164) {
    assertThat(new Phone(text).e164()).isEqualTo(e164);
  }

  @ParameterizedTest
  @ValueSource(strings = {"12345", "+1 555", "abc", "", "08123456789012345678"})
  void what_is_no_phone_number_is_refused_without_being_repeated(String text) {
    assertThatThrownBy(() -> new Phone(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void personal_values_print_masked() {
    assertThat(new Phone("081234567890")).hasToString("+62********890");
    assertThat(new Email("Siti@Example.com")).hasToString("s***@example.com");
    assertThat(new Secret("hunter2").toString()).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"siti", "siti@example", "siti@@example.com", "a b@example.com", "@x.id"})
  void what_is_no_email_address_is_refused(String text) {
    assertThatThrownBy(() -> new Email(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
