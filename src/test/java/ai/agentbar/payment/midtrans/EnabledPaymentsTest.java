package ai.agentbar.payment.midtrans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Which methods the pages offer. */
class EnabledPaymentsTest {

  @ParameterizedTest
  @ValueSource(strings = {"dana", "danamon_va", "bsi_va", "seabank_va", "saqu_va"})
  void what_cannot_be_asked_about_is_left_out_unless_the_merchant_wants_it(String method) {
    assertThat(bound(Map.of()).enabledPayments())
        .contains("credit_card", "gopay", "other_qris", "bca_va", "permata_va", "indomaret")
        .doesNotContain(method);
    assertThat(bound(Map.of()).offered().haveUnaskable()).isFalse();

    MidtransSettings wanted =
        bound(Map.of("agentbar.midtrans.enabled-payments", "gopay," + method));
    assertThat(wanted.enabledPayments()).containsExactly("gopay", method);
    assertThat(wanted.offered().haveUnaskable()).isTrue();
  }

  @Test
  void a_name_that_snap_does_not_know_is_a_clear_error() {
    assertThatThrownBy(() -> bound(Map.of("agentbar.midtrans.enabled-payments", "gopay,paypal")))
        .rootCause()
        .hasMessageContaining("agentbar.midtrans.enabled-payments does not know 'paypal'")
        .hasMessageContaining("bca_va");
  }

  @Test
  void the_list_is_sent_and_an_empty_one_never_is() {
    assertThat(sent(List.of("gopay", "bca_va")))
        .contains("\"enabled_payments\":[\"gopay\",\"bca_va\"]");
    MidtransSettings all = bound(Map.of("agentbar.midtrans.enabled-payments", ""));
    assertThat(all.offered().haveUnaskable()).isTrue();
    assertThat(sent(all.offered().names())).doesNotContain("enabled_payments");
  }

  private static String sent(List<String> names) {
    return SnapRequestTest.sent(names, URI.create("https://shop.example/o/token"));
  }

  /** The settings as the program reads them. */
  static MidtransSettings bound(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("agentbar.midtrans.server-key", "key");
    all.put("agentbar.midtrans.merchant-id", "G000000000");
    return new Binder(new MapConfigurationPropertySource(all))
        .bind("agentbar.midtrans", MidtransSettings.class)
        .get();
  }
}
