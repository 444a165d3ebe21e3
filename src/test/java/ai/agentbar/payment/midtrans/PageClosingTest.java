package ai.agentbar.payment.midtrans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.agentbar.kernel.Email;
import ai.agentbar.kernel.Phone;
import ai.agentbar.kernel.Rupiah;
import ai.agentbar.order.Buyer;
import ai.agentbar.payment.GatewayUnavailableException;
import ai.agentbar.payment.PaymentGateway.Opening;
import ai.agentbar.payment.PaymentGateway.OpeningRequest;
import ai.agentbar.payment.PaymentGateway.PageClosing;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Snap may answer to the wish to close a page, known words or not. */
class PageClosingTest {

  private static final byte[] OPENED =
      "{\"token\":\"t-1\",\"redirect_url\":\"http://127.0.0.1/t-1\"}"
          .getBytes(StandardCharsets.UTF_8);

  /** As many as open a circuit breaker where all of them fail. */
  private static final int MANY = 20;

  private HttpServer midtrans;
  private MidtransClient client;
  private volatile int status;
  private volatile String body = "";

  @BeforeEach
  void start() throws IOException {
    midtrans = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    midtrans.createContext(
        "/snap/v1/transactions",
        exchange -> {
          boolean closing = exchange.getRequestURI().getPath().endsWith("/cancel");
          byte[] bytes = closing ? body.getBytes(StandardCharsets.UTF_8) : OPENED;
          exchange.sendResponseHeaders(closing ? status : 201, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    midtrans.start();
    client =
        new MidtransClient(
            EnabledPaymentsTest.bound(
                Map.of(
                    "agentbar.midtrans.snap-url",
                    "http://127.0.0.1:" + midtrans.getAddress().getPort())));
  }

  @AfterEach
  void stop() {
    midtrans.stop(0);
  }

  @ParameterizedTest(name = "HTTP {0} {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 | {"canceled_at":"2026-11-23 10:00:00"}             | CLOSED
          400 | {"error_messages":["token already canceled"]}     | CLOSED
          400 | {"error_messages":["Transaction is on progress"]} | IN_PROGRESS
          404 | {"error_messages":["token not found"]}            | UNKNOWN
          400 | {"error_messages":["token has expired"]}          | UNKNOWN
          410 | {"error_messages":["token sudah kedaluwarsa"]}    | UNKNOWN
          422 | {}                                                | UNKNOWN
          """)
  void a_refusal_in_words_of_whatever_kind_is_an_answer(
      int answer, String words, PageClosing closing) {
    status = answer;
    body = words;
    assertThat(client.cancelPage("t-1")).isEqualTo(closing);
  }

  @ParameterizedTest(name = "HTTP {0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          401 | {"error_messages":["Access denied"]}                 | refuses the server key
          429 | {"error_messages":["too many"]}                      | HTTP 429
          500 | {"error_messages":["Sorry, we encountered an error"]} | HTTP 500
          403 | <html>somebody in front of it</html>                 | without JSON
          200 | {}                                                   | HTTP 200
          """)
  void what_does_not_come_from_snap_or_may_pass_is_no_answer(
      int answer, String words, String message) {
    status = answer;
    body = words;
    assertThatThrownBy(() -> client.cancelPage("t-1"))
        .isInstanceOf(GatewayUnavailableException.class)
        .hasMessageContaining(message);
  }

  @Test
  void pages_that_cannot_be_closed_do_not_keep_the_shop_from_opening_others() {
    status = 500;
    body = "{\"error_messages\":[\"Sorry, we encountered internal server error\"]}";
    for (int i = 0; i < MANY; i++) {
      assertThatThrownBy(() -> client.cancelPage("t-1"))
          .isInstanceOf(GatewayUnavailableException.class);
    }

    assertThat(client.open(request())).isInstanceOf(Opening.Opened.class);
  }

  private static OpeningRequest request() {
    Instant now = Instant.parse("2026-11-23T03:00:00Z");
    return new OpeningRequest(
        "P-1",
        new Rupiah(99_000),
        "film-basic",
        "Buat Film Basic",
        new Buyer("Siti", new Email("siti@example.com"), new Phone("081234567890")),
        now,
        now.plus(Duration.ofHours(2)),
        URI.create("http://127.0.0.1/o/1"));
  }
}
