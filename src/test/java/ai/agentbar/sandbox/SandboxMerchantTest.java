package ai.agentbar.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The merchant's receiver, judged by messages that the library of the specification signed. */
class SandboxMerchantTest {

  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String BODY = "{\"type\": \"order.paid\", \"text\": \"<b>\"}";
  private static final MovableClock CLOCK = new MovableClock();

  private static Rig rig;
  private static HttpClient http;

  @BeforeAll
  static void start() {
    rig = new Rig(CLOCK, "agentbar.webhook.secret=" + SECRET);
    http = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    http.close();
    rig.close();
  }

  @BeforeEach
  void calm() {
    rig.calm();
    rig.delete("/_sim/merchant");
  }

  @Test
  void a_signed_message_is_verified_and_shown() throws Exception {
    assertThat(send(signed("msg_1", BODY, 0)).statusCode()).isEqualTo(200);
    assertThat(rig.get("/_sim/merchant").json().path(0).path("verdict").asString())
        .isEqualTo("verified");
    assertThat(rig.get("/merchant").text())
        .contains("msg_1", ">verified<", "&lt;b&gt;")
        .doesNotContain("<b>\"");
  }

  @Test
  void one_of_several_signatures_is_enough() throws Exception {
    HttpRequest.Builder request = signed("msg_2", BODY, 0);
    String genuine = request.build().headers().firstValue("webhook-signature").orElseThrow();
    request.setHeader("webhook-signature", "v1,AAAA v1a,BBBB " + genuine);
    assertThat(send(request).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "webhook-signature, 'v1,AAAA', no signature fits",
    "webhook-signature, '', a header is missing",
    "webhook-id, msg_other, no signature fits",
    "webhook-timestamp, soon, the timestamp is no number"
  })
  void a_message_somebody_touched_is_not_verified(String header, String value, String verdict)
      throws Exception {
    HttpRequest.Builder request = signed("msg_3", BODY, 0).setHeader(header, value);
    assertThat(send(request).statusCode()).isEqualTo(401);
    assertThat(rig.get("/_sim/merchant").json().path(0).path("verdict").asString())
        .isEqualTo(verdict);
    assertThat(rig.get("/merchant").text()).contains("unverified: " + verdict);
  }

  @ParameterizedTest
  @CsvSource({"-299, 200", "299, 200", "-301, 401", "301, 401"})
  void a_timestamp_may_lie_five_minutes_away(long seconds, int answer) throws Exception {
    assertThat(send(signed("msg_4", BODY, seconds)).statusCode()).isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource({"merchant_gone, 410, ''", "merchant_limited, 429, 7", "merchant_unavailable, 503, 7"})
  void a_refusal_comes_with_its_pause(String fault, int status, String retryAfter)
      throws Exception {
    rig.faults("{\"%s\": true, \"merchant_retry_after_seconds\": 7}".formatted(fault));
    HttpResponse<String> answer = send(signed("msg_5", BODY, 0));
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Retry-After").orElse("")).isEqualTo(retryAfter);
  }

  @Test
  void a_redirect_points_to_where_followers_are_marked() throws Exception {
    rig.faults("{\"merchant_redirect\": true}");
    HttpResponse<String> answer = send(signed("msg_6", BODY, 0));
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(rig.get("/merchant").text()).doesNotContain("followed a redirect");
    rig.get(answer.headers().firstValue("Location").orElseThrow());
    assertThat(rig.get("/merchant").text()).contains("followed a redirect");
  }

  @Test
  void a_message_taken_without_an_answer_is_kept_and_its_double_counted() throws Exception {
    rig.faults("{\"merchant_hang\": true}");
    HttpRequest.Builder request = signed("msg_7", BODY, 0).timeout(Duration.ofMillis(400));
    assertThatThrownBy(() -> send(request)).isInstanceOf(HttpTimeoutException.class);
    rig.calm();
    assertThat(send(signed("msg_7", BODY, 0)).statusCode()).isEqualTo(200);
    assertThat(rig.get("/_sim/merchant/tally").json().path("msg_7").asInt()).isEqualTo(2);
    assertThat(rig.get("/merchant").text()).contains("no answer given", "came 2 times");
  }

  @Test
  void a_slow_merchant_answers_late() throws Exception {
    rig.faults("{\"merchant_slow_ms\": 300}");
    long begun = System.nanoTime();
    assertThat(send(signed("msg_8", BODY, 0)).statusCode()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(280));
  }

  private static HttpRequest.Builder signed(String id, String body, long secondsAway)
      throws Exception {
    long timestamp = CLOCK.instant().getEpochSecond() + secondsAway;
    return HttpRequest.newBuilder(URI.create(rig.url("/merchant/webhook")))
        .header("webhook-id", id)
        .header("webhook-timestamp", String.valueOf(timestamp))
        .header("webhook-signature", new Webhook(SECRET).sign(id, timestamp, body))
        .POST(BodyPublishers.ofString(body));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
