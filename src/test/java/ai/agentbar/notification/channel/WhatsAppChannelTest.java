package ai.agentbar.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.kernel.Secret;
import ai.agentbar.notification.Channel;
import ai.agentbar.notification.Message.Content;
import ai.agentbar.notification.SendResult;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Against an API that says what Meta's says, and what it never should. */
class WhatsAppChannelTest extends ChannelContract {

  private static final String TOKEN = "EAAB-token-nobody-sees";

  private final ScriptedHttp http = new ScriptedHttp();

  @AfterEach
  void close() {
    http.close();
  }

  @Test
  void the_request_is_the_documented_one() {
    http.answers(200, taken("accepted"));

    SendResult result = channel(http.url()).send(message());

    assertThat(result).isEqualTo(new SendResult.Accepted("wamid.HBg"));
    ScriptedHttp.Request request = http.requests().getFirst();
    assertThat(request.line()).isEqualTo("POST /v23.0/106540352242922/messages HTTP/1.1");
    assertThat(request.header("Authorization")).isEqualTo("Bearer " + TOKEN);
    assertThat(request.header("Content-Type")).startsWith("application/json");
    JsonMapper json = new JsonMapper();
    assertThat(json.readTree(request.body()))
        .isEqualTo(
            json.readTree(
                """
                {"messaging_product": "whatsapp", "recipient_type": "individual",
                 "to": "6281234567890", "type": "template",
                 "template": {"name": "order_paid", "language": {"code": "id"},
                   "components": [{"type": "body", "parameters": [
                     {"type": "text", "text": "INV-1"}, {"type": "text", "text": "Rp99.000"}]}]},
                 "biz_opaque_callback_data": "outbox-42"}
                """));
  }

  @ParameterizedTest
  @ValueSource(strings = {"accepted", "held_for_quality_assessment"})
  void what_it_takes_or_holds_is_accepted_by_its_name(String status) {
    http.answers(200, taken(status));

    assertThat(channel(http.url()).send(message())).isEqualTo(new SendResult.Accepted("wamid.HBg"));
  }

  @ParameterizedTest(name = "error {0} with HTTP {1}: {2}")
  @CsvSource(
      textBlock =
          """
          2, 503, Later
          131000, 500, Later
          131056, 400, Later
          4, 400, Busy
          80007, 400, Busy
          130429, 429, Busy
          0, 401, Halted
          190, 401, Halted
          10, 403, Halted
          200, 403, Halted
          299, 403, Halted
          368, 403, Halted
          131031, 403, Halted
          131042, 400, Halted
          131026, 400, Refused
          131047, 400, Refused
          131049, 400, Refused
          132000, 400, Refused
          132012, 400, Refused
          132001, 404, Refused
          132015, 400, Refused
          132016, 400, Refused
          100, 400, Refused
          131008, 400, Refused
          777777, 400, Refused
          777777, 500, Later
          777777, 429, Busy
          777777, 401, Halted
          """)
  void every_error_code_has_its_meaning(int code, int status, String meaning) {
    http.answers(status, error(code, "told"));

    SendResult result = channel(http.url()).send(message());

    assertThat(result.getClass().getSimpleName()).as(result.toString()).isEqualTo(meaning);
  }

  @ParameterizedTest
  @CsvSource({"1, 4", "2, 16", "3, 64", "5, 1024", "50, 1024"})
  void too_many_messages_to_one_buyer_wait_longer_with_every_try(int attempt, int seconds) {
    http.answers(400, error(131056, "pair rate"));

    assertThat(channel(http.url()).send(message(content(), attempt)))
        .isInstanceOfSatisfying(
            SendResult.Later.class,
            it -> assertThat(it.after()).contains(Duration.ofSeconds(seconds)));
  }

  @Test
  void how_long_a_busy_api_wants_to_be_left_alone_is_told() {
    http.answers(429, "Retry-After: 7\n", error(130429, "too much"));

    assertThat(channel(http.url()).send(message()))
        .isInstanceOfSatisfying(
            SendResult.Busy.class,
            it -> assertThat(it.after()).isEqualTo(Optional.of(Duration.ofSeconds(7))));
  }

  @ParameterizedTest(name = "HTTP {0} with {1}: {2}")
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          200, <html>ok</html>, Unknown
          200, {"messages": []}, Unknown
          200, `{"messages": [{"id": "wamid.1", "message_status": "paused"}]}`, Unknown
          200, {"messages": [{"id": "wa, Unknown
          502, <html>bad gateway</html>, Unknown
          504, <html>timeout</html>, Unknown
          503, <html>away</html>, Busy
          429, <html>slow</html>, Busy
          404, <html>where</html>, Halted
          400, <html>no</html>, Refused
          """)
  void an_answer_that_is_not_the_apis_own_is_judged_with_care(
      int status, String body, String meaning) {
    http.answers(status, body);

    SendResult result = channel(http.url()).send(message());

    assertThat(result.getClass().getSimpleName()).as(result.toString()).isEqualTo(meaning);
  }

  @Test
  void a_redirect_is_not_followed_with_the_token() {
    try (ScriptedHttp elsewhere = new ScriptedHttp()) {
      http.answers(307, "Location: %s/\n".formatted(elsewhere.url()), "");

      assertThat(channel(http.url()).send(message())).isInstanceOf(SendResult.Halted.class);
      assertThat(elsewhere.connections()).isZero();
    }
  }

  @Test
  void an_endless_answer_is_read_to_the_limit_only() {
    http.does(
        peer -> {
          peer.say("HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n");
          while (true) {
            peer.say("x".repeat(10_000));
          }
        });

    assertThat(channel(http.url()).send(message())).isInstanceOf(SendResult.Unknown.class);
  }

  @Test
  void without_number_or_token_the_channel_is_off() {
    WhatsAppChannel off = channel(settings(http.url(), "", null));

    assertThat(off.isOn()).isFalse();
    assertThat(off.send(message())).isInstanceOf(SendResult.Halted.class);
    assertThat(http.connections()).isZero();
  }

  @Override
  Channel against(Deed deed) {
    switch (deed) {
      case ACCEPTS -> http.answers(200, taken("accepted"));
      case REFUSES_THE_MESSAGE -> http.answers(400, error(131026, "undeliverable"));
      case ASKS_FOR_LATER -> http.answers(500, error(131000, "something went wrong"));
      case IS_BUSY -> http.answers(429, error(130429, "rate limit hit"));
      case REFUSES_US -> http.answers(401, error(190, "token expired"));
      case HANGS_AFTER_TAKING_IT -> http.does(ScriptedServer.Peer::hang);
      case CLOSES_AFTER_TAKING_IT -> http.does(_ -> {});
      case ANSWERS_NONSENSE -> http.does(peer -> peer.say("hello\r\n\r\n"));
      case DRIBBLES ->
          http.does(peer -> peer.dribble(ScriptedHttp.text(200, "", " ".repeat(10_000))));
      case IS_AWAY -> {}
    }
    return channel(
        deed == Deed.IS_AWAY
            ? "http://127.0.0.1:%d".formatted(ScriptedServer.deadPort())
            : http.url());
  }

  @Override
  Channel againstAnEcho(Deed deed) {
    int code = deed == Deed.REFUSES_US ? 190 : 131026;
    http.answers(400, error(code, "Bearer %s to 081234567890 %s".formatted(TOKEN, TOKEN)));
    return channel(http.url());
  }

  @Override
  int openConnections() {
    return http.open();
  }

  @Override
  Content content() {
    return WHATSAPP;
  }

  @Override
  List<String> secrets() {
    return List.of(TOKEN);
  }

  private static WhatsAppChannel channel(String url) {
    return channel(settings(url, "106540352242922", new Secret(TOKEN)));
  }

  private static WhatsAppChannel channel(WhatsAppSettings settings) {
    return new WhatsAppChannel(settings, InstantSource.system());
  }

  private static WhatsAppSettings settings(
      String url, String phoneNumberId, @Nullable Secret token) {
    return new WhatsAppSettings(
        URI.create(url), "v23.0", phoneNumberId, token, null, null, CONNECT_MAX, READ_MAX);
  }

  private static String taken(String status) {
    return """
        {"messaging_product": "whatsapp", "contacts": [{"input": "6281234567890"}],
         "messages": [{"id": "wamid.HBg", "message_status": "%s"}]}
        """
        .formatted(status);
  }

  private static String error(int code, String message) {
    return """
        {"error": {"message": "%s", "type": "OAuthException", "code": %d, "fbtrace_id": "A"}}
        """
        .formatted(message, code);
  }
}
