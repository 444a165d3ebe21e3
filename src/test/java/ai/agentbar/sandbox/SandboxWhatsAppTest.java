package ai.agentbar.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** WhatsApp as Meta's Cloud API answers, its status webhooks, and what the switches do to both. */
class SandboxWhatsAppTest {

  private static final String TOKEN = "Bearer sandbox-access-token";
  private static final String PATH = "/whatsapp/v23.0/106540352242922/messages";
  private static final String BODY =
      """
      {"messaging_product": "whatsapp", "recipient_type": "individual", "to": "6281234567890",
       "type": "template",
       "template": {"name": "order_paid", "language": {"code": "id"},
        "components": [{"type": "body", "parameters": [
          {"type": "text", "text": "231126ABCDEF"}, {"type": "text", "text": "Rp <99.000>"}]}]},
       "biz_opaque_callback_data": "%s"}
      """;

  private static Rig rig;

  @BeforeAll
  static void start() {
    // At this speed a message is sent after 10 ms, delivered after 40 and read after 400.
    rig = new Rig(InstantSource.system(), "agentbar.sandbox.clock-speed=100");
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @BeforeEach
  void calm() {
    rig.calm();
    rig.delete("/_sim/whatsapp");
  }

  @Test
  void a_template_is_accepted_shown_and_read() {
    Rig.Answer answer = send("w-1");
    assertThat(answer.status()).isEqualTo(200);
    JsonNode body = answer.json();
    assertThat(body.path("messaging_product").asString()).isEqualTo("whatsapp");
    assertThat(body.path("contacts").path(0).path("wa_id").asString()).isEqualTo("6281234567890");
    JsonNode message = body.path("messages").path(0);
    assertThat(message.path("message_status").asString()).isEqualTo("accepted");
    assertThat(message.path("id").asString()).startsWith("wamid.").hasSizeLessThan(128);
    await().until(() -> statuses("w-1").equals(List.of("sent", "delivered", "read")));
    assertThat(about("w-1"))
        .allMatch(StatusSigned::bySecret)
        .allMatch(arrival -> status(arrival).path("id").asString().equals(id(answer)));
    assertThat(rig.get("/whatsapp").text())
        .contains("order_paid", "231126ABCDEF", "Rp &lt;99.000&gt;", "✓✓ read");
    JsonNode kept = rig.get("/_sim/whatsapp").json().path(0);
    assertThat(kept.path("parameters").valueStream().map(JsonNode::asString))
        .containsExactly("231126ABCDEF", "Rp <99.000>");
    assertThat(kept.path("status").asString()).isEqualTo("READ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "messaging_product": "whatsapp" | "messaging_product": ""        | 400 | 100
          "to": "6281234567890"           | "to": "+62 812-3456"           | 400 | 131009
          "to": "6281234567890"           | "too": ""                      | 400 | 100
          "type": "template"              | "type": "text"                 | 400 | 131047
          "name": "order_paid"            | "name": ""                     | 400 | 100
          "name": "order_paid"            | "name": "Order Paid"           | 404 | 132001
          {"code": "id"}                  | {"code": "Bahasa"}             | 404 | 132001
          {"code": "id"}                  | {}                             | 400 | 100
          "text": "231126ABCDEF"          | "text": ""                     | 400 | 131009
          "text": "231126ABCDEF"          | "text": "two\\nlines"          | 400 | 132012
          "type": "body"                  | "type": "belly"                | 400 | 131009
          """)
  void a_body_that_is_wrong_is_refused_in_metas_form(
      String right, String wrong, int status, int code) {
    Rig.Answer answer = send(PATH, TOKEN, BODY.formatted("w-2").replace(right, wrong));
    assertRefused(answer, status, code);
    assertThat(rig.get("/_sim/whatsapp").json()).isEmpty();
  }

  @Test
  void a_foreign_token_and_a_foreign_number_are_refused() {
    assertRefused(send(PATH, "Bearer other", BODY.formatted("w-3")), 401, 190);
    assertRefused(send("/whatsapp/v23.0/1/messages", TOKEN, BODY.formatted("w-3")), 400, 100);
    assertRefused(
        send("/whatsapp/latest/106540352242922/messages", TOKEN, BODY.formatted("w-3")), 400, 100);
  }

  @ParameterizedTest
  @CsvSource({"131026, 400", "130429, 429", "190, 401", "131000, 500", "368, 403", "131056, 429"})
  void every_message_is_refused_with_the_code_that_was_set(int code, int status) {
    rig.faults("{\"whatsapp_error_code\": %d}".formatted(code));
    assertRefused(send("w-4"), status, code);
  }

  @Test
  void a_share_of_messages_is_refused_and_the_rest_accepted() {
    rig.faults("{\"whatsapp_error_share\": 0.5}");
    List<Integer> answers =
        IntStream.range(0, 60).mapToObj(i -> send("w-5-" + i).status()).toList();
    assertThat(answers).containsOnly(200, 500);
    assertThat(answers.stream().filter(status -> status == 500).count()).isBetween(12L, 48L);
    assertThat(rig.get("/_sim/whatsapp").json())
        .hasSize((int) answers.stream().filter(status -> status == 200).count());
  }

  @Test
  void a_whatsapp_that_is_down_answers_503() {
    rig.faults("{\"whatsapp_down\": true}");
    assertThat(send("w-6").status()).isEqualTo(503);
  }

  @Test
  void a_held_message_stays_where_it_is_unless_it_is_let_go() {
    rig.faults("{\"whatsapp_hold\": true}");
    assertThat(send("w-7").json().path("messages").path(0).path("message_status").asString())
        .isEqualTo("held_for_quality_assessment");
    assertThat(rig.get("/whatsapp").text()).contains("held for quality assessment");
    rig.faults("{\"whatsapp_held_for_ms\": 1}");
    send("w-8");
    await().until(() -> statuses("w-8").equals(List.of("sent", "delivered", "read")));
    assertThat(about("w-7")).isEmpty();
  }

  @Test
  void a_message_whose_answer_never_comes_is_recorded_as_accepted() {
    rig.faults("{\"whatsapp_timeout_share\": 1}");
    try (HttpClient impatient = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(rig.url(PATH)))
              .timeout(Duration.ofMillis(400))
              .header("Authorization", TOKEN)
              .POST(BodyPublishers.ofString(BODY.formatted("w-9")))
              .build();
      assertThatThrownBy(() -> impatient.send(request, BodyHandlers.ofString()))
          .isInstanceOf(HttpTimeoutException.class);
    }
    rig.calm();
    send("w-9");
    assertThat(rig.get("/_sim/whatsapp").json()).hasSize(2);
    assertThat(rig.get("/_sim/whatsapp/tally").json().path("w-9").asInt()).isEqualTo(2);
    assertThat(rig.get("/whatsapp").text()).contains("answer withheld", "came 2 times");
  }

  @Test
  void an_accepted_message_fails_afterwards_with_the_code_that_was_set() {
    rig.faults("{\"whatsapp_failed_code\": 131026}");
    assertThat(send("w-10").status()).isEqualTo(200);
    await().until(() -> statuses("w-10").equals(List.of("failed")));
    JsonNode error = status(about("w-10").getFirst()).path("errors").path(0);
    assertThat(error.path("code").asInt()).isEqualTo(131026);
    assertThat(error.path("title").asString()).isEqualTo("Message undeliverable");
    assertThat(rig.get("/whatsapp").text()).contains("failed 131026");
  }

  @Test
  void statuses_come_in_the_wrong_order_twice_or_without_delivered() {
    rig.faults("{\"whatsapp_status_reorder\": true}");
    send("w-11");
    await().until(() -> statuses("w-11").equals(List.of("read", "delivered", "sent")));
    assertThat(rig.get("/_sim/whatsapp").json().path(0).path("status").asString())
        .isEqualTo("READ");
    rig.calm();
    rig.faults("{\"whatsapp_skip_delivered\": true, \"whatsapp_status_duplicate\": 2}");
    send("w-12");
    await()
        .until(
            () -> statuses("w-12").equals(List.of("sent", "sent", "sent", "read", "read", "read")));
  }

  @Test
  void a_forged_status_does_not_verify_and_a_lost_one_never_comes() {
    rig.faults("{\"whatsapp_status_forged\": true}");
    send("w-13");
    await().until(() -> statuses("w-13").size() == 3);
    assertThat(about("w-13")).noneMatch(StatusSigned::bySecret);
    rig.calm();
    rig.faults("{\"whatsapp_status_lost\": true}");
    send("w-14");
    await().until(() -> rig.get("/whatsapp").text().contains("✓✓ read"));
    assertThat(about("w-14")).isEmpty();
  }

  @Test
  void a_status_is_told_again_until_it_is_answered_200() {
    rig.shop().answer(500);
    send("w-15");
    await().until(() -> statuses("w-15").stream().filter("sent"::equals).count() >= 2);
    rig.shop().answer(200);
    await()
        .until(
            () ->
                rig.get("/_sim/whatsapp/statuses")
                        .json()
                        .valueStream()
                        .filter(post -> post.path("answer").asInt() == 200)
                        .map(post -> post.path("status").asString())
                        .distinct()
                        .count()
                    == 3);
  }

  @Test
  void the_handshake_succeeds_only_where_the_challenge_is_echoed() {
    assertThat(rig.post("/_sim/whatsapp/handshake", "").field("handshake"))
        .isEqualTo("refused: HTTP 200");
    rig.shop().echo("hub.challenge");
    assertThat(rig.press("/handshake", "").location()).contains("/whatsapp");
    assertThat(rig.get("/whatsapp").text()).contains("handshake verified");
    assertThat(rig.shop().queries().getLast())
        .contains("hub.mode=subscribe", "hub.verify_token=sandbox-verify-token");
  }

  private static Rig.Answer send(String mark) {
    return send(PATH, TOKEN, BODY.formatted(mark));
  }

  private static Rig.Answer send(String path, String authorization, String body) {
    return rig.post(path, body, "Authorization", authorization);
  }

  private static String id(Rig.Answer answer) {
    return answer.json().path("messages").path(0).path("id").asString();
  }

  /** What was told of the messages with that mark, in the order it arrived. */
  private static List<String> statuses(String mark) {
    return about(mark).stream().map(arrival -> status(arrival).path("status").asString()).toList();
  }

  private static List<Receiver.Arrival> about(String mark) {
    return rig.shop().arrivals().stream()
        .filter(it -> status(it).path("biz_opaque_callback_data").asString("").equals(mark))
        .toList();
  }

  private static JsonNode status(Receiver.Arrival arrival) {
    return arrival
        .body()
        .path("entry")
        .path(0)
        .path("changes")
        .path(0)
        .path("value")
        .path("statuses")
        .path(0);
  }

  private static void assertRefused(Rig.Answer answer, int status, int code) {
    assertThat(answer.status()).isEqualTo(status);
    JsonNode error = answer.json().path("error");
    assertThat(error.path("code").asInt()).isEqualTo(code);
    assertThat(error.path("message").asString()).startsWith("(#" + code + ")");
    assertThat(error.path("type").asString()).isNotEmpty();
    assertThat(error.path("error_data").path("details").asString()).isNotEmpty();
    assertThat(error.path("fbtrace_id").asString()).isNotEmpty();
  }
}
