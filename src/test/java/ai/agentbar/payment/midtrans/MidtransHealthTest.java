package ai.agentbar.payment.midtrans;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.payment.GatewayHealth.Condition;
import ai.agentbar.payment.GatewayHealth.Health;
import ai.agentbar.payment.GatewayHealth.SelfTest;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether Midtrans is well, found out without creating anything there. */
class MidtransHealthTest {

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer midtrans;
  private volatile int status;
  private volatile String body = "";

  @BeforeEach
  void start() throws IOException {
    midtrans = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    midtrans.createContext(
        "/",
        exchange -> {
          asked.add(
              "%s %s %s"
                  .formatted(
                      exchange.getRequestMethod(),
                      exchange.getRequestURI(),
                      new String(
                          exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    midtrans.start();
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
          200 | {"status_code":"404","status_message":"Transaction doesn't exist."} | FINE
          401 | {"status_code":"401","status_message":"cannot be authorized"}       | KEY_REFUSED
          200 | {"status_code":"401","status_message":"cannot be authorized"}       | KEY_REFUSED
          503 | {"status_code":"503"}                                               | UNREACHABLE
          200 | <html>404 by somebody in front of it</html>                         | UNREACHABLE
          """)
  void the_status_api_is_judged_by_what_it_says_of_an_order_that_cannot_be(
      int answer, String words, Condition condition) {
    status = answer;
    body = words;
    assertThat(health().statusApi().condition()).isEqualTo(condition);
    assertThat(asked).containsExactly("GET /v2/agentbar-probe/status ");
  }

  @ParameterizedTest(name = "HTTP {0} {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | {"error_messages":["transaction_details.order_id is required"]} | FINE
          401 | {"error_messages":["Access denied"]}                            | KEY_REFUSED
          500 | {"error_messages":["Sorry, order_id aside, internal error"]}    | UNREACHABLE
          200 | <html>order_id</html>                                           | UNREACHABLE
          """)
  void snap_is_judged_by_how_it_refuses_a_request_that_creates_nothing(
      int answer, String words, Condition condition) {
    status = answer;
    body = words;
    assertThat(health().pages().condition()).isEqualTo(condition);
    assertThat(asked).containsExactly("POST /snap/v1/transactions {\"transaction_details\":{}}");
  }

  @Test
  void a_host_that_is_gone_is_unreachable() {
    MidtransHealth health = health();
    midtrans.stop(0);
    Health pages = health.pages();
    assertThat(pages.condition()).isEqualTo(Condition.UNREACHABLE);
    assertThat(pages.detail()).contains("did not answer");
  }

  @Test
  void a_notification_of_every_key_in_force_passes_and_one_of_another_key_does_not() {
    assertThat(health().signature()).isEqualTo(new SelfTest(true, true));
  }

  private MidtransHealth health() {
    String url = "http://127.0.0.1:" + midtrans.getAddress().getPort();
    MidtransSettings settings =
        EnabledPaymentsTest.bound(
            new HashMap<>(
                Map.of(
                    "agentbar.midtrans.snap-url", url,
                    "agentbar.midtrans.api-url", url,
                    "agentbar.midtrans.previous-server-key", "SB-Mid-server-before")));
    return new MidtransHealth(
        new MidtransClient(settings), settings, new MidtransNotificationReader(settings));
  }
}
