package ai.agentbar.watch.delivery;

import ai.agentbar.kernel.Secret;
import ai.agentbar.watch.playbook.Contact;
import ai.agentbar.watch.playbook.ContactKind;
import ai.agentbar.watch.playbook.Team;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Service;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Posts to a Slack incoming webhook. Source:
 * https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
 *
 * <p>A redirect is a refusal: the address is a secret and goes to nobody else. Failures are told
 * without the address.
 */
@Service
class SlackSender implements Sender {

  private static final Duration CONNECT_MAX = Duration.ofSeconds(3);
  private static final Duration READ_MAX = Duration.ofSeconds(5);

  private final RestClient http;

  SlackSender(RestClient.Builder builder) {
    JdkClientHttpRequestFactory requests =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder()
                .connectTimeout(CONNECT_MAX)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
    requests.setReadTimeout(READ_MAX);
    this.http = builder.requestFactory(requests).build();
  }

  @Override
  public Channel channel() {
    return Channel.SLACK;
  }

  @Override
  public void send(long deliveryId, AlertDelivery delivery, Team team) {
    Secret address =
        team.first(ContactKind.SLACK).stream()
            .findFirst()
            .map(Contact::address)
            .orElseThrow(() -> new UndeliveredException("the team has no Slack address any more"));
    HttpStatusCode answer = post(address, delivery.text());
    if (!answer.is2xxSuccessful()) {
      throw new UndeliveredException("Slack answered " + answer.value());
    }
  }

  private HttpStatusCode post(Secret address, AlertDelivery.Text text) {
    try {
      return http.post()
          .uri(URI.create(address.reveal()))
          .contentType(MediaType.APPLICATION_JSON)
          .body(Map.of("text", "*" + escaped(text.subject()) + "*\n" + escaped(text.body())))
          .exchange((_, answer) -> answer.getStatusCode());
    } catch (RestClientException unreachable) {
      Throwable cause =
          unreachable.getMostSpecificCause() == null
              ? unreachable
              : unreachable.getMostSpecificCause();
      throw new UndeliveredException("Slack was not reached: " + cause.getClass().getSimpleName());
    }
  }

  /** The three characters that Slack gives a meaning. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
