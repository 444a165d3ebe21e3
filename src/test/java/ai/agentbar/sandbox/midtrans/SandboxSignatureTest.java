package ai.agentbar.sandbox.midtrans;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.kernel.Secret;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors of {@code midtrans.md} 2.3; the first three are Midtrans' own fixtures, in full. */
class SandboxSignatureTest {

  private static final Secret KEY = new Secret("SB-Mid-server-test");

  @ParameterizedTest
  @CsvSource({
    "ORDER-sandbox-0001, 200, 150000.00,"
        + " d65b4adf15335095fe1bfafe24964d48009dcc2989393e13570b0c9852ea60df"
        + "0040b1a9646b9c9ef9433317f77acc8e387c59998dc20f5bd93fff93d23672e4",
    "ORDER-sandbox-0002, 201, 75000.00,"
        + " db70270f6c27da2b564d4fffd9df3eeae578a7afba22bf5e6071711c7914d7a3"
        + "d22ccaa533e864cf53742ca73c9e63016b0cbc1f97ee253a77b24b7a410d876a",
    "ORDER-sandbox-0003, 202, 50000.00,"
        + " a51d1bd2aa8b1dca9228f3827cd641b6dadf52ebb9ed40fb45db6a06dbb33de7"
        + "cde8e80caa93dfb5e6beeaaf44f698dc7f6f56edd46556eddaa2a774ff7692c6",
    "INV-1, 200, 99000.00, 98edc6ebda7c8f26",
    "INV-1, 201, 99000.00, 85c9da8762da2f1f",
    "INV-1, 202, 99000.00, 7efb89480fdb47a4"
  })
  void the_signature_is_midtrans_own(
      String orderId, String statusCode, String grossAmount, String expectedStart) {
    assertThat(Signature.of(orderId, statusCode, grossAmount, KEY))
        .hasSize(128)
        .startsWith(expectedStart);
  }

  @ParameterizedTest
  @CsvSource({"99000", "99000.0", "99000.000"})
  void another_spelling_of_the_amount_is_another_signature(String grossAmount) {
    assertThat(Signature.of("INV-1", "200", grossAmount, KEY))
        .isNotEqualTo(Signature.of("INV-1", "200", "99000.00", KEY));
  }
}
