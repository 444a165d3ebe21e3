package ai.agentbar.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.agentbar.kernel.Secret;
import ai.agentbar.notification.Channel;
import ai.agentbar.notification.Message.Content;
import ai.agentbar.notification.SendResult;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the merchant's own system, well and ill behaved. */
class WebhookChannelTest extends ChannelContract {

  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String PREVIOUS = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

  private static final InstantSource ON_THE_DAY =
      InstantSource.fixed(Instant.parse("2026-11-23T03:00:00Z"));

  private final ScriptedHttp http = new ScriptedHttp();

  @AfterEach
  void close() {
    http.close();
  }

  @Test
  void a_receiver_with_the_library_of_the_standard_verifies_it_by_either_secret() {
    assertThat(against(Deed.ACCEPTS).send(message())).isEqualTo(new SendResult.Accepted(""));

    ScriptedHttp.Request request = http.requests().getFirst();
    assertThat(request.line()).isEqualTo("POST /hook?shop=1 HTTP/1.1");
    assertThat(request.header("webhook-id")).isEqualTo("msg_outbox-42");
    assertThat(request.header("Content-Type")).startsWith("application/json");
    assertThat(request.header("User-Agent")).startsWith("AgentBar");
    assertThat(request.header("webhook-signature").split(" ")).hasSize(2);
    for (String secret : List.of(SECRET, PREVIOUS)) {
      assertThatCode(() -> new Webhook(secret).verify(request.body(), signed(request)))
          .doesNotThrowAnyException();
    }
    assertThatThrownBy(() -> new Webhook(SECRET).verify(request.body() + " ", signed(request)))
        .isInstanceOf(WebhookVerificationException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "200, Accepted",
    "204, Accepted",
    "299, Accepted",
    "301, Halted",
    "302, Halted",
    "308, Halted",
    "400, Later",
    "401, Later",
    "404, Later",
    "410, Halted",
    "413, Refused",
    "422, Later",
    "429, Busy",
    "500, Later",
    "502, Later",
    "503, Busy"
  })
  void every_answer_has_its_meaning(int status, String meaning) {
    http.answers(status, "");

    SendResult result = channel(http.url(), true).send(message());

    assertThat(result.getClass().getSimpleName()).as(result.toString()).isEqualTo(meaning);
  }

  @Test
  void a_redirect_is_not_followed() {
    try (ScriptedHttp elsewhere = new ScriptedHttp()) {
      http.answers(308, "Location: %s/\n".formatted(elsewhere.url()), "");

      channel(http.url(), true).send(message());

      assertThat(http.connections()).isEqualTo(1);
      assertThat(elsewhere.connections()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          30 | PT30S
          999999 | PT1H
          Mon, 23 Nov 2026 03:01:00 GMT | PT1M
          Mon, 23 Nov 2020 03:01:00 GMT | PT0S
          soon |
          -5 |
          99999999999999999999 |
          """)
  void how_long_to_wait_is_seconds_or_a_date_and_has_a_limit(String header, Duration wait) {
    http.answers(503, "Retry-After: %s\n".formatted(header), "");

    assertThat(channel(http.url(), true).send(message()))
        .isInstanceOfSatisfying(
            SendResult.Busy.class,
            it -> assertThat(it.after()).isEqualTo(Optional.ofNullable(wait)));
  }

  @Test
  void an_endless_answer_is_not_read() {
    http.does(
        peer -> {
          peer.say("HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n");
          while (true) {
            peer.say("x".repeat(10_000));
          }
        });

    assertThat(channel(http.url(), true).send(message())).isEqualTo(new SendResult.Accepted(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "localhost",
        "2130706433",
        "127.1",
        "0x7f.0.0.1",
        "0177.0.0.1",
        "0.0.0.0",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]"
      })
  void a_refused_address_is_never_connected_to_however_it_is_written(String host) {
    URI url = URI.create("https://%s:%d/".formatted(host, URI.create(http.url()).getPort()));

    SendResult result = channel(url.toString(), false).send(message());

    assertThat(result).isNotInstanceOfAny(SendResult.Accepted.class, SendResult.Unknown.class);
    assertThat(http.connections()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, false",
    "172.16.0.1, false",
    "172.31.255.255, false",
    "172.32.0.1, true",
    "192.168.1.1, false",
    "100.64.0.1, false",
    "100.127.255.255, false",
    "100.128.0.1, true",
    "169.254.169.254, false",
    "0.1.2.3, false",
    "192.0.2.1, false",
    "198.18.0.1, false",
    "198.19.255.255, false",
    "198.20.0.1, true",
    "198.51.100.7, false",
    "203.0.113.9, false",
    "224.0.0.1, false",
    "255.255.255.255, false",
    "240.0.0.1, false",
    "8.8.8.8, true",
    "::ffff:10.0.0.1, false",
    "::ffff:8.8.8.8, true",
    "fc00::1, false",
    "fd12:3456::1, false",
    "fe80::1, false",
    "fec0::1, false",
    "ff02::1, false",
    "::7f00:1, false",
    "64:ff9b::a00:1, false",
    "2001:db8::1, false",
    "2001::1, false",
    "2002:7f00:1::1, false",
    "3fff::1, false",
    "2606:4700:4700::1111, true"
  })
  void only_addresses_of_the_internet_are_public(String address, boolean open) throws Exception {
    assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isEqualTo(open);
  }

  @Test
  void without_the_setting_only_https_is_spoken() {
    assertThat(channel(http.url(), false).send(message())).isInstanceOf(SendResult.Halted.class);
    assertThat(http.connections()).isZero();
  }

  @Override
  Channel against(Deed deed) {
    switch (deed) {
      case ACCEPTS -> http.answers(204, "");
      case REFUSES_THE_MESSAGE -> http.answers(413, "");
      case ASKS_FOR_LATER -> http.answers(500, "");
      case IS_BUSY -> http.answers(429, "");
      case REFUSES_US -> http.answers(410, "");
      case HANGS_AFTER_TAKING_IT -> http.does(ScriptedServer.Peer::hang);
      case CLOSES_AFTER_TAKING_IT -> http.does(_ -> {});
      case ANSWERS_NONSENSE -> http.does(peer -> peer.say("hello\r\n\r\n"));
      case DRIBBLES -> http.does(peer -> peer.dribble("HTTP/1.1 200 OK and so on "));
      case IS_AWAY -> {}
    }
    return channel(
        deed == Deed.IS_AWAY
            ? "http://127.0.0.1:%d".formatted(ScriptedServer.deadPort())
            : http.url() + "/hook?shop=1",
        true);
  }

  @Override
  Channel againstAnEcho(Deed deed) {
    String echo = "%s siti@example.com 081234567890".formatted(SECRET);
    http.answers(deed == Deed.REFUSES_US ? 410 : 413, "X-Echo: %s\n".formatted(echo), echo);
    return channel(http.url(), true);
  }

  @Override
  int openConnections() {
    return http.open();
  }

  @Override
  Content content() {
    return WEBHOOK;
  }

  @Override
  List<String> secrets() {
    return List.of(SECRET.substring("whsec_".length()));
  }

  private static WebhookChannel channel(String url, boolean open) {
    return new WebhookChannel(
        new WebhookSettings(
            URI.create(url), new Secret(SECRET), new Secret(PREVIOUS), open, CONNECT_MAX, READ_MAX),
        open && url.contains("/hook") ? InstantSource.system() : ON_THE_DAY);
  }

  private static Map<String, List<String>> signed(ScriptedHttp.Request request) {
    return Map.of(
        "webhook-id", List.of(request.header("webhook-id")),
        "webhook-timestamp", List.of(request.header("webhook-timestamp")),
        "webhook-signature", List.of(request.header("webhook-signature")));
  }
}
