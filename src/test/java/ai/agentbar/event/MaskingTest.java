package ai.agentbar.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mail to siti.rahma@example.co.id failed | siti.rahma@",
        "phone 081234567890 | 234567",
        "phone +6281234567890, again | 234567",
        "phone 0812-3456-7890 | 3456",
        "Authorization: Basic U0ItTWlkLXNlcnZlci10ZXN0Og== | U0ItTWlk",
        "Authorization: Bearer abc.def-ghi | abc.def",
        "sent Basic U0ItTWlkLXNlcnZlci10ZXN0Og== along | U0ItTWlk",
        "key SB-Mid-server-GwUP_WGbJPXsDzsNEBRs8IYA | GwUP",
        "key Mid-server-GwUPxWGbJPXsDzsNEBRs8IYA | GwUP",
        "{\"signature_key\":\"98edc6ebda7c8f26ac93\"} | 98edc6",
        "password=hunter2-and-more next | hunter2",
        "https://hooks.slack.com/services/T0/B0/xyzzy | xyzzy",
        "callbacks.finish https://shop.id/o/Zb1-kq_7Xv0aTr5LmN8pQwErTyUiOpAs?x is bad | Zb1-kq",
      })
  void what_must_not_be_printed_is_covered(String text, String secret) {
    assertThat(Masking.mask(text)).doesNotContain(secret).contains("*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Order 231126K7M2QX-1 updated to PAID for Rp 99.000",
        "transaction 9aed5972-5b6a-401e-894b-a32c91ed1a3a at 2026-11-23 10:00:05",
        "listening on 127.0.0.1:8080",
        "Access to film-basic granted",
        "a basic subscription",
      })
  void what_people_need_to_read_stays(String text) {
    assertThat(Masking.mask(text)).isEqualTo(text);
  }

  @Test
  void endless_text_is_cut() {
    assertThat(Masking.mask("x".repeat(1_000_000)).length())
        .isLessThanOrEqualTo(Masking.TEXT_LENGTH_MAX + 1);
  }
}
