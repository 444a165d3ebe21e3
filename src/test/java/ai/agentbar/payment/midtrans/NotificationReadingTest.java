package ai.agentbar.payment.midtrans;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.kernel.Secret;
import ai.agentbar.payment.NotificationReader.Reading;
import ai.agentbar.payment.Outcome;
import ai.agentbar.payment.TransactionReport;
import ai.agentbar.payment.TransactionStatus;
import ai.agentbar.testing.Notifications;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Form, signature and meaning of a notification, without a network or a database. */
class NotificationReadingTest {

  /**
   * The complete example of a settled BCA virtual account, signed with {@code SB-Mid-server-test}.
   */
  private static final String BCA =
      """
      {"va_numbers":[{"va_number":"82406011792","bank":"bca"}],\
      "transaction_time":"2026-11-23 10:00:05","transaction_status":"settlement",\
      "transaction_id":"9aed5972-5b6a-401e-894b-a32c91ed1a3a",\
      "status_message":"midtrans payment notification","status_code":"200",\
      "signature_key":"98edc6ebda7c8f26ac93e77e655e4cc060109838c03592c4f6db20968b5c3fafa944b596bb5c76665f0ecacee75ba76a2a0aa4e4c21569281a30ce633cfc145a",\
      "settlement_time":"2026-11-23 10:01:10","payment_type":"bank_transfer","payment_amounts":[],\
      "order_id":"INV-1","merchant_id":"G000000001","gross_amount":"99000.00",\
      "fraud_status":"accept","expiry_time":"2026-11-23 11:00:00","currency":"IDR"}
      """;

  @Test
  void the_documented_example_is_genuine_and_paid() {
    TransactionReport report = genuine(BCA.getBytes(StandardCharsets.UTF_8));

    assertThat(report.gatewayOrderId()).isEqualTo("INV-1");
    assertThat(report.outcome()).isEqualTo(new Outcome.Known(TransactionStatus.PAID));
    assertThat(report.merchantId()).isEqualTo("G000000001");
  }

  @Test
  void a_body_signed_with_another_key_is_forged() {
    byte[] body = Notifications.about("INV-1", "t").signedWith("SB-Mid-server-other");

    assertThat(reader(null).read(body)).isInstanceOf(Reading.Forged.class);
  }

  @Test
  void the_previous_key_is_still_accepted_while_it_is_being_replaced() {
    byte[] body = Notifications.about("INV-1", "t").signedWith("SB-Mid-server-old");

    assertThat(reader(new Secret("SB-Mid-server-old")).read(body))
        .isInstanceOf(Reading.Genuine.class);
  }

  @ParameterizedTest
  @CsvSource({
    "pending,      201, '',        PENDING",
    "PENDING,      201, '',        PENDING",
    "authorize,    200, accept,    AUTHORIZED",
    "capture,      200, accept,    PAID",
    "capture,      200, '',        PAID",
    "capture,      201, challenge, REVIEW",
    "capture,      200, deny,      REVIEW",
    "settlement,   200, accept,    PAID",
    "settlement,   200, '',        PAID",
    "settlement,   200, deny,      REVIEW",
    "cancel,       202, '',        CANCELLED",
    "expire,       202, '',        EXPIRED",
    "failure,      202, '',        FAILED",
    "chargeback,   200, '',        CHARGED_BACK",
    "partial_chargeback, 200, '',  PARTIALLY_CHARGED_BACK",
  })
  void each_documented_pair_is_consistent_and_has_its_meaning(
      String status, String code, String fraud, TransactionStatus meaning) {
    Notifications body = Notifications.about("INV-1", "t").status(status, code);
    TransactionReport report =
        genuine((fraud.isEmpty() ? body : body.with("fraud_status", fraud)).signed());

    assertThat(report.outcome()).isEqualTo(new Outcome.Known(meaning));
    assertThat(report.consistent()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"settlement, 201", "settlement, 202", "pending, 200", "expire, 200", "deny, 200"})
  void a_status_that_misfits_its_code_is_inconsistent(String status, String code) {
    assertThat(
            genuine(Notifications.about("INV-1", "t").status(status, code).signed()).consistent())
        .isFalse();
  }

  @Test
  void an_unknown_status_is_kept_in_its_own_words() {
    assertThat(
            genuine(Notifications.about("INV-1", "t").status("partial_settlement", "200").signed())
                .outcome())
        .isEqualTo(new Outcome.Unrecognised("partial_settlement"));
  }

  @Test
  void refunds_are_told_apart_by_their_keys() {
    byte[] body =
        Notifications.about("INV-1", "t")
            .status("partial_refund", "200")
            .with("refund_amount", "1000.00")
            .with("refunds", List.of(Map.of("refund_key", "r-1", "refund_amount", "1000.00")))
            .signed();

    assertThat(genuine(body).outcome())
        .isEqualTo(new Outcome.Refunded(false, List.of(new Outcome.Refund("r-1", "1000.00"))));
  }

  private static TransactionReport genuine(byte[] body) {
    assertThat(reader(null).read(body)).isInstanceOf(Reading.Genuine.class);
    return ((Reading.Genuine) reader(null).read(body)).report();
  }

  private static MidtransNotificationReader reader(@Nullable Secret previousKey) {
    return new MidtransNotificationReader(
        new MidtransSettings(
            new Secret(Notifications.KEY),
            previousKey,
            "",
            "G000000000",
            URI.create("http://127.0.0.1:1"),
            URI.create("http://127.0.0.1:1"),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            null,
            100));
  }
}
