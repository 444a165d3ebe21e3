package ai.agentbar.notification.channel;

import ai.agentbar.notification.ChannelHealth;
import ai.agentbar.notification.ChannelName;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Service;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Asks the Cloud API for the sending number itself, which needs the token that sending needs. */
@Service
class WhatsAppHealth implements ChannelHealth {

  private static final int OK = 200;
  private static final int BODY_LENGTH_MAX = 16 * 1024;
  private static final JsonMapper JSON = new JsonMapper();

  private final WhatsAppSettings settings;
  private final HttpClient http;

  WhatsAppHealth(WhatsAppSettings settings) {
    this.settings = settings;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(settings.connectTimeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public ChannelName name() {
    return ChannelName.WHATSAPP;
  }

  @Override
  public Health look() {
    if (settings.phoneNumberId().isBlank() || settings.accessToken() == null) {
      return new Health(Condition.OFF, "");
    }
    String token = settings.accessToken().reveal();
    try {
      return judged(http.send(request(token), BodyHandlers.ofInputStream()), token);
    } catch (IOException failure) {
      return new Health(Condition.UNREACHABLE, Reason.quoted(Reason.of(failure), token));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Health(Condition.UNREACHABLE, "interrupted");
    }
  }

  private Health judged(HttpResponse<InputStream> answer, String token) throws IOException {
    try (InputStream stream = answer.body()) {
      JsonNode body = json(stream.readNBytes(BODY_LENGTH_MAX));
      JsonNode error = body.path("error");
      if (error.isObject()) {
        return new Health(
            error.path("is_transient").asBoolean(false) || answer.statusCode() / 100 == 5
                ? Condition.UNREACHABLE
                : Condition.REFUSED,
            Reason.quoted(
                "HTTP %d, error %d: %s"
                    .formatted(
                        answer.statusCode(),
                        error.path("code").asInt(-1),
                        error.path("message").asString("")),
                token));
      }
      return answer.statusCode() == OK
              && body.path("id").asString("").equals(settings.phoneNumberId())
          ? new Health(Condition.FINE, "")
          : new Health(Condition.UNREACHABLE, "HTTP " + answer.statusCode());
    }
  }

  private HttpRequest request(String token) {
    URI number =
        UriComponentsBuilder.fromUri(settings.url())
            .pathSegment(settings.version(), settings.phoneNumberId())
            .queryParam("fields", "id")
            .encode()
            .build()
            .toUri();
    return HttpRequest.newBuilder(number)
        .timeout(settings.readTimeout())
        .header("Authorization", "Bearer " + token)
        .GET()
        .build();
  }

  private static JsonNode json(byte[] body) {
    try {
      return JSON.readTree(new String(body, StandardCharsets.UTF_8));
    } catch (JacksonException _) {
      return MissingNode.getInstance();
    }
  }
}
