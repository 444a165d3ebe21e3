package ai.agentbar.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.midtrans.Config;
import com.midtrans.httpclient.SnapApi;
import com.midtrans.httpclient.TransactionApi;
import com.midtrans.httpclient.error.MidtransError;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Midtrans' own Java client drives the simulator, unchanged but for its two addresses. */
class SandboxJavaClientTest {

  private static Rig rig;
  private static Config config;

  @BeforeAll
  static void start() {
    rig = new Rig(new MovableClock());
    config = config(Rig.KEY);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void a_payment_is_created_with_token_and_address() throws MidtransError {
    JSONObject created = SnapApi.createTransaction(order("J-1"), config);
    assertThat(created.keySet()).containsExactlyInAnyOrder("token", "redirect_url");
    String token = SnapApi.createTransactionToken(order("J-1"), config);
    assertThat(token).hasSize(36).isNotEqualTo(created.getString("token"));
    assertThat(SnapApi.createTransactionRedirectUrl(order("J-1"), config))
        .startsWith(rig.url("/snap/v4/redirection/"));
  }

  @Test
  void before_a_method_is_chosen_the_client_throws_404_that_came_as_http_200()
      throws MidtransError {
    SnapApi.createTransaction(order("J-2"), config);
    MidtransError error = thrown(() -> TransactionApi.checkTransaction("J-2", config));
    assertThat(error.getStatusCode()).isEqualTo(404);
    assertThat(error.getResponse().code()).isEqualTo(200);
    assertThat(new JSONObject(error.getResponseBody()).getString("status_message"))
        .isEqualTo("Transaction doesn't exist.");
  }

  @Test
  void a_paid_order_is_settlement() throws MidtransError {
    SnapApi.createTransaction(order("J-3"), config);
    String id = rig.choose("J-3", "bca_va");
    assertThat(TransactionApi.checkTransaction("J-3", config).getString("transaction_status"))
        .isEqualTo("pending");
    rig.drive(id, "settle");
    JSONObject status = TransactionApi.checkTransaction("J-3", config);
    assertThat(status.getString("status_code")).isEqualTo("200");
    assertThat(status.getString("transaction_status")).isEqualTo("settlement");
    assertThat(status.getString("transaction_id")).isEqualTo(id);
    assertThat(status.getString("gross_amount")).isEqualTo("99000.00");
    assertThat(status.getJSONArray("va_numbers").getJSONObject(0).getString("bank"))
        .isEqualTo("bca");
  }

  @Test
  void expiring_answers_407_which_the_client_lets_pass_and_a_second_time_412()
      throws MidtransError {
    rig.chosen("J-4", "bni_va");
    JSONObject expired = TransactionApi.expireTransaction("J-4", config);
    assertThat(expired.getString("status_code")).isEqualTo("407");
    assertThat(expired.getString("transaction_status")).isEqualTo("expire");
    assertThat(TransactionApi.checkTransaction("J-4", config).getString("status_code"))
        .isEqualTo("407");
    MidtransError error = thrown(() -> TransactionApi.expireTransaction("J-4", config));
    assertThat(error.getStatusCode()).isEqualTo(412);
    assertThat(error.getResponse().code()).isEqualTo(200);
  }

  @Test
  void cancelling_answers_200() throws MidtransError {
    rig.chosen("J-5", "qris");
    JSONObject cancelled = TransactionApi.cancelTransaction("J-5", config);
    assertThat(cancelled.getString("status_code")).isEqualTo("200");
    assertThat(cancelled.getString("transaction_status")).isEqualTo("cancel");
  }

  @Test
  void a_refund_is_partial_until_all_is_given_back() throws MidtransError {
    rig.drive(rig.chosen("J-6", "gopay"), "settle");
    Map<String, String> part = Map.of("refund_key", "j-6-1", "amount", "40000", "reason", "late");
    JSONObject first = TransactionApi.refundTransaction("J-6", part, config);
    assertThat(first.getString("transaction_status")).isEqualTo("partial_refund");
    assertThat(first.getString("refund_amount")).isEqualTo("40000.00");
    MidtransError again = thrown(() -> TransactionApi.refundTransaction("J-6", part, config));
    assertThat(again.getStatusCode()).isEqualTo(406);
    JSONObject rest =
        TransactionApi.directRefundTransaction(
            "J-6", Map.of("refund_key", "j-6-2", "amount", "59000", "reason", "late"), config);
    assertThat(rest.getString("transaction_status")).isEqualTo("refund");
    assertThat(rest.getJSONArray("refunds")).hasSize(2);
  }

  @Test
  void a_challenged_card_is_approved_or_denied() throws MidtransError {
    rig.drive(rig.chosen("J-7", "credit_card"), "challenge");
    assertThat(TransactionApi.approveTransaction("J-7", config).getString("transaction_status"))
        .isEqualTo("capture");
    rig.drive(rig.chosen("J-8", "credit_card"), "challenge");
    assertThat(TransactionApi.denyTransaction("J-8", config).getString("transaction_status"))
        .isEqualTo("deny");
  }

  @Test
  void a_foreign_key_is_401_in_both_dialects() {
    Config foreign = config("SB-Mid-server-other");
    MidtransError snap = thrown(() -> SnapApi.createTransaction(order("J-9"), foreign));
    assertThat(snap.getStatusCode()).isEqualTo(401);
    assertThat(new JSONObject(snap.getResponseBody()).getJSONArray("error_messages").getString(0))
        .startsWith("Access denied due to unauthorized transaction");
    MidtransError core = thrown(() -> TransactionApi.checkTransaction("J-9", foreign));
    assertThat(core.getStatusCode()).isEqualTo(401);
    assertThat(new JSONObject(core.getResponseBody()).getString("status_code")).isEqualTo("401");
  }

  @Test
  void an_order_id_that_is_taken_is_400() {
    rig.chosen("J-10", "qris");
    MidtransError error = thrown(() -> SnapApi.createTransaction(order("J-10"), config));
    assertThat(error.getStatusCode()).isEqualTo(400);
    assertThat(error.getResponseBody()).contains("order_id has already been taken");
  }

  private static MidtransError thrown(ThrowingCallable call) {
    return catchThrowableOfType(MidtransError.class, call);
  }

  private static Map<String, Object> order(String id) {
    return Map.of("transaction_details", Map.of("order_id", id, "gross_amount", 99_000));
  }

  /** The client has no setting for its addresses; these two methods are where it asks for them. */
  private static Config config(String serverKey) {
    return new Config(
        serverKey,
        "client-key",
        false,
        false,
        10,
        10,
        10,
        2,
        1,
        TimeUnit.SECONDS,
        null,
        null,
        null,
        null,
        null,
        Map.of()) {
      @Override
      public String getSnapApiURL() {
        return rig.url("/snap/v1/transactions");
      }

      @Override
      public String getCoreApiURL() {
        return rig.url("/");
      }
    };
  }
}
