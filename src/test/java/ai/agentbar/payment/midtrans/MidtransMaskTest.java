package ai.agentbar.payment.midtrans;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MidtransMaskTest {

  private final MidtransMask mask = new MidtransMask();

  @Test
  void what_a_person_needs_stays_and_the_signature_does_not() {
    String shown =
        masked(
            """
            {"transaction_status": "settlement", "order_id": "231126ABCDEF-1",
             "gross_amount": "99000.00", "signature_key": "db70270f6c27"}
            """);

    assertThat(shown)
        .contains("\"settlement\"", "\"231126ABCDEF-1\"", "\"99000.00\"")
        .contains("\"signature_key\" : \"***\"")
        .doesNotContain("db70270f6c27");
  }

  @Test
  void of_a_number_to_pay_to_only_the_end_is_shown_however_deep_it_stands() {
    assertThat(
            masked("{\"va_numbers\": [{\"bank\": \"bca\", \"va_number\": \"812785002530231\"}]}"))
        .contains("\"bca\"", "\"***0231\"")
        .doesNotContain("812785002530231");
    assertThat(masked("{\"bill_key\": \"123\"}")).contains("\"***\"");
  }

  @Test
  void personal_data_and_fields_nobody_knows_yet_are_covered_with_all_they_hold() {
    String shown =
        masked(
            """
            {"customer_details": {"first_name": "Siti", "email": "siti@example.com",
             "billing": {"phone": "081234567890"}}, "new_field": "Siti Rahma", "score": 17,
             "status_message": "sent to siti@example.com"}
            """);

    assertThat(shown).doesNotContain("Siti", "siti@", "0812", "17").contains("s***@example.com");
  }

  @Test
  void a_body_that_is_no_json_shows_its_masked_beginning() {
    String shown = masked("email=siti@example.com&" + "x".repeat(1_000));

    assertThat(shown).startsWith("email=s***@example.com&").endsWith("…").hasSizeLessThan(400);
    assertThat(masked("a\u0000b")).isEqualTo("a\uFFFDb");
    assertThat(masked("")).isEmpty();
  }

  private String masked(String body) {
    return mask.masked(body.getBytes(StandardCharsets.UTF_8));
  }
}
