package ai.agentbar.payment.midtrans;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.payment.PaymentInstruction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstructionsTest {

  private static final Instant ELEVEN = Instant.parse("2026-11-23T04:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'va_numbers':[{'va_number':'82406011792','bank':'bca'}]}|bca||82406011792",
        "{'va_numbers':[{'va_number':'82406011792','bank':'BNI'}]}|bni||82406011792",
        "{'permata_va_number':'8562000087926752'}|permata||8562000087926752",
        "{'biller_code':'70012','bill_key':'990000000260'}|mandiri|70012|990000000260",
        "{'store':'indomaret','payment_code':'300063000630006300'}|indomaret||300063000630006300",
        "{'acquirer':'gopay'}|||",
        "{}|||"
      })
  void every_method_has_fields_of_its_own(String body, String place, String biller, String code) {
    PaymentInstruction read = Instructions.in(wire(body)).orElseThrow();

    assertThat(read.place()).isEqualTo(place == null ? "" : place);
    assertThat(read.billerCode()).isEqualTo(biller == null ? "" : biller);
    assertThat(read.code()).isEqualTo(code == null ? "" : code);
    assertThat(read.hasCode()).isEqualTo(code != null);
  }

  @Test
  void the_gateways_deadline_is_read_in_western_indonesian_time() {
    assertThat(Instructions.in(wire("{'expiry_time':'2026-11-23 11:00:00'}")).orElseThrow())
        .isEqualTo(new PaymentInstruction("", "", "", ELEVEN));
    assertThat(Instructions.in(wire("{'expiry_time':'soon'}")).orElseThrow().payBefore()).isNull();
  }

  @Test
  void what_is_no_number_is_not_shown_to_a_buyer() {
    String evil = "{'va_numbers':[{'va_number':'<b>call 0812</b>','bank':'bca'}]}";

    assertThat(Instructions.in(wire(evil))).isEmpty();
    assertThat(Wire.answered(wire(evil)).instruction()).isNull();
  }

  @Test
  void a_notification_never_says_where_to_pay_since_its_signature_does_not_cover_it() {
    WireNotification body = wire("{'va_numbers':[{'va_number':'82406011792','bank':'bca'}]}");

    assertThat(Wire.notified(body).instruction()).isNull();
    assertThat(Optional.ofNullable(Wire.answered(body).instruction())).isPresent();
  }

  private static WireNotification wire(String body) {
    return WireNotification.parse(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
