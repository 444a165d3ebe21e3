package ai.agentbar.watch.delivery;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/**
 * One HTTP call to an address of the merchant's own: a webhook, a bot, a dead-man switch. Any
 * thread.
 *
 * <p>A redirect is an answer like another: the address is a secret and goes to nobody else. The
 * whole call ends in time, whatever trickles in, and no failure is told with the address. Other
 * than the messages to buyers, an alert may rather arrive twice than not, so nobody asks here
 * whether a broken call had left.
 */
@Service
class Posting {

  static final Duration CONNECT_MAX = Duration.ofSeconds(3);
  static final Duration CALL_MAX = Duration.ofSeconds(8);
  private static final int ANSWER_BYTES_MAX = 64 * 1024;
  private static final JsonMapper JSON = new JsonMapper();

  /**
   * What came back.
   *
   * @param retryAfter how many seconds the other side asks to be left alone, 0 for none
   */
  record Answer(int status, String body, long retryAfter) {

    boolean isFine() {
      return status / 100 == 2;
    }
  }

  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT_MAX)
          .followRedirects(HttpClient.Redirect.NEVER)
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  /**
   * Posts JSON.
   *
   * @throws UndeliveredException where nothing came back in time
   */
  Answer post(String whom, URI address, Map<String, String> headers, Object body) {
    HttpRequest.Builder request =
        request(whom, address)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
    headers.forEach(request::header);
    return call(whom, request.build());
  }

  /**
   * Asks for the address and nothing more.
   *
   * @throws UndeliveredException where nothing came back in time
   */
  Answer get(String whom, URI address) {
    return call(whom, request(whom, address).GET().build());
  }

  private static HttpRequest.Builder request(String whom, URI address) {
    try {
      return HttpRequest.newBuilder(address).timeout(CALL_MAX).header("User-Agent", "AgentBar");
    } catch (IllegalArgumentException _) {
      throw new UndeliveredException(whom + " has no usable address");
    }
  }

  private Answer call(String whom, HttpRequest request) {
    CompletableFuture<HttpResponse<byte[]>> call =
        http.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_BYTES_MAX));
    try {
      return answer(call.get(CALL_MAX.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException failure) {
      throw unreached(whom, failure.getCause() == null ? failure : failure.getCause());
    } catch (TimeoutException failure) {
      throw unreached(whom, failure);
    } catch (InterruptedException failure) {
      Thread.currentThread().interrupt();
      throw unreached(whom, failure);
    } finally {
      call.cancel(true);
    }
  }

  private static Answer answer(HttpResponse<byte[]> response) {
    String wait = response.headers().firstValue("Retry-After").orElse("");
    return new Answer(
        response.statusCode(),
        new String(response.body(), StandardCharsets.UTF_8),
        wait.matches("\\d{1,6}") ? Long.parseLong(wait) : 0);
  }

  private static UndeliveredException unreached(String whom, Throwable failure) {
    String how =
        failure instanceof IOException || failure instanceof TimeoutException
            ? failure.getClass().getSimpleName()
            : "a broken call, " + failure.getClass().getSimpleName();
    return new UndeliveredException(whom + " was not reached: " + how);
  }
}
