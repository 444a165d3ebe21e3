package ai.agentbar.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.kernel.Secret;
import ai.agentbar.notification.ChannelHealth.Condition;
import ai.agentbar.notification.ChannelHealth.Health;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether WhatsApp takes our token, found out without a message. */
class WhatsAppHealthTest {

  private static final String TOKEN = "EAAB-token-nobody-sees";

  private final ScriptedHttp http = new ScriptedHttp();

  @AfterEach
  void close() {
    http.close();
  }

  @ParameterizedTest(name = "HTTP {0} {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 | {"id":"106540352242922"}                                       | FINE
          200 | {"id":"1"}                                                     | UNREACHABLE
          401 | {"error":{"code":190,"message":"token EAAB-token-nobody-sees"}} | REFUSED
          400 | {"error":{"code":100,"message":"no such object"}}              | REFUSED
          503 | {"error":{"code":2,"message":"down","is_transient":true}}      | UNREACHABLE
          503 | Service Unavailable                                            | UNREACHABLE
          """)
  void it_is_judged_by_what_it_says_of_our_number(int status, String body, Condition condition) {
    http.answers(status, body);

    Health health = look("106540352242922");

    assertThat(health.condition()).isEqualTo(condition);
    assertThat(health.detail()).doesNotContain(TOKEN);
    ScriptedHttp.Request request = http.requests().getFirst();
    assertThat(request.line()).isEqualTo("GET /v23.0/106540352242922?fields=id HTTP/1.1");
    assertThat(request.header("Authorization")).isEqualTo("Bearer " + TOKEN);
  }

  @Test
  void one_that_hangs_is_unreachable_when_its_time_is_over() {
    http.does(ScriptedServer.Peer::hang);
    assertThat(look("106540352242922").condition()).isEqualTo(Condition.UNREACHABLE);
  }

  @Test
  void without_a_number_nobody_is_asked() {
    assertThat(look("").condition()).isEqualTo(Condition.OFF);
    assertThat(http.requests()).isEmpty();
  }

  private Health look(String number) {
    return new WhatsAppHealth(
            new WhatsAppSettings(
                URI.create(http.url()),
                "v23.0",
                number,
                new Secret(TOKEN),
                null,
                null,
                Duration.ofMillis(500),
                Duration.ofMillis(500)))
        .look();
  }
}
