package ai.agentbar.payment.midtrans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.agentbar.payment.GatewayUnavailableException;
import ai.agentbar.payment.Outcome;
import ai.agentbar.payment.PaymentGateway.Answer;
import ai.agentbar.payment.TransactionStatus;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The code of an answer is that of the call; what became of the payment stands beside it. */
class StatusAnswerTest {

  private HttpServer midtrans;
  private MidtransClient client;
  private volatile int status;
  private volatile String body = "";

  @BeforeEach
  void start() throws IOException {
    midtrans = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    midtrans.createContext(
        "/v2",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    midtrans.start();
    client =
        new MidtransClient(
            EnabledPaymentsTest.bound(
                Map.of(
                    "agentbar.midtrans.api-url",
                    "http://127.0.0.1:" + midtrans.getAddress().getPort())));
  }

  @AfterEach
  void stop() {
    midtrans.stop(0);
  }

  @ParameterizedTest(name = "HTTP {0}, code {1}, {2}: {3}")
  @CsvSource({
    "200, 200, settlement, PAID",
    "200, 201, pending,    PENDING",
    "200, 407, expire,     EXPIRED",
    "200, 202, failure,    FAILED",
    // No sample of a failure is known; its code may be one of an error.
    "200, 500, failure,    FAILED",
    "502, 502, failure,    FAILED",
    "200, 203, expire,     EXPIRED",
  })
  void an_answer_that_tells_of_a_transaction_is_taken_by_its_status_whatever_its_code(
      int httpStatus, String code, String transactionStatus, TransactionStatus expected) {
    status = httpStatus;
    body =
        """
        {"status_code":"%s","transaction_id":"t-1","order_id":"P-1","payment_type":"credit_card",
         "transaction_status":"%s","gross_amount":"99000.00","currency":"IDR"}
        """
            .formatted(code, transactionStatus);
    assertThat(client.status("t-1"))
        .isInstanceOfSatisfying(
            Answer.Found.class,
            it -> assertThat(it.report().outcome()).isEqualTo(new Outcome.Known(expected)));
  }

  @ParameterizedTest(name = "HTTP {0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 | {"status_code":"500","status_message":"internal error"}
          200 | {"status_code":"429","status_message":"API rate limit exceeded"}
          200 | {"status_code":"500","transaction_status":"failure"}
          200 | {"transaction_id":"t-1"}
          """)
  void an_answer_that_tells_of_no_transaction_is_none(int httpStatus, String words) {
    status = httpStatus;
    body = words;
    assertThatThrownBy(() -> client.status("t-1")).isInstanceOf(GatewayUnavailableException.class);
  }
}
