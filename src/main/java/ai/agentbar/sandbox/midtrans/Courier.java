package ai.agentbar.sandbox.midtrans;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries one body to one address, as Midtrans does: 15 seconds at most, 307 and 308 followed with
 * the same POST, 301 to 303 not followed. It knows nothing of retries.
 */
final class Courier implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Courier.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final int HOPS_MAX = 5;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(TIMEOUT)
          .build();

  /** The receiver's last HTTP status, or {@link RetryLadder#NO_ANSWER}. */
  int carry(URI url, String body) {
    URI target = url;
    int hops = 0;
    while (true) {
      Optional<HttpResponse<Void>> answer = post(target, body);
      if (answer.isEmpty()) {
        return RetryLadder.NO_ANSWER;
      }
      int status = answer.get().statusCode();
      Optional<String> location = answer.get().headers().firstValue("Location");
      boolean follow = (status == 307 || status == 308) && location.isPresent();
      if (!follow || hops == HOPS_MAX) {
        return status;
      }
      hops++;
      target = target.resolve(location.get());
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private Optional<HttpResponse<Void>> post(URI target, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(target)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .header("User-Agent", "Veritrans")
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      return Optional.of(http.send(request, BodyHandlers.discarding()));
    } catch (IOException e) {
      log.debug("no answer from {}: {}", target, e.toString());
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
