package ai.agentbar.payment.midtrans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.agentbar.payment.PaymentGateway.Answer;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The one limit under which all questions to the status API stand. */
class MidtransPaceTest {

  private static final byte[] UNKNOWN =
      "{\"status_code\":\"404\"}".getBytes(StandardCharsets.UTF_8);

  @Test
  void questions_asked_at_the_same_time_leave_one_after_another() throws IOException {
    HttpServer midtrans = midtrans();
    try (ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
      MidtransClient client = client(midtrans, 20);
      long begun = System.nanoTime();
      List<CompletableFuture<Answer>> asked =
          Stream.generate(() -> CompletableFuture.supplyAsync(() -> client.status("X"), askers))
              .limit(6)
              .toList();
      asked.forEach(CompletableFuture::join);

      // The first at once and five more, a twentieth of a second apart.
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .isGreaterThanOrEqualTo(Duration.ofMillis(250));
    } finally {
      midtrans.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 10_001})
  void a_limit_that_is_none_is_a_clear_error(int perSecond) {
    assertThatThrownBy(
            () ->
                EnabledPaymentsTest.bound(
                    Map.of("agentbar.midtrans.per-second", String.valueOf(perSecond))))
        .rootCause()
        .hasMessageContaining("agentbar.midtrans.per-second lies between 1 and 10000");
  }

  private static HttpServer midtrans() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/v2",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, UNKNOWN.length);
            exchange.getResponseBody().write(UNKNOWN);
          }
        });
    server.start();
    return server;
  }

  private static MidtransClient client(HttpServer midtrans, int perSecond) {
    return new MidtransClient(
        EnabledPaymentsTest.bound(
            Map.of(
                "agentbar.midtrans.api-url",
                "http://127.0.0.1:" + midtrans.getAddress().getPort(),
                "agentbar.midtrans.per-second",
                String.valueOf(perSecond))));
  }
}
