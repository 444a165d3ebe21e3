package ai.agentbar.notification.channel;

import ai.agentbar.notification.Channel;
import ai.agentbar.notification.ChannelName;
import ai.agentbar.notification.Message;
import ai.agentbar.notification.Message.WhatsAppContent;
import ai.agentbar.notification.SendResult;
import ai.agentbar.notification.SendResult.Accepted;
import ai.agentbar.notification.SendResult.Busy;
import ai.agentbar.notification.SendResult.Halted;
import ai.agentbar.notification.SendResult.Refused;
import ai.agentbar.notification.SendResult.Unknown;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.springframework.stereotype.Service;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Template messages by WhatsApp's Cloud API. Accepted is not delivered: what becomes of a message
 * is told later, by {@link WhatsAppStatuses}. The API has no key against doubles; ours travels in
 * {@code biz_opaque_callback_data} and comes back in the reports.
 */
@Service
class WhatsAppChannel implements Channel {

  private static final Set<String> TAKEN = Set.of("accepted", "held_for_quality_assessment");
  private static final JsonMapper JSON = new JsonMapper();

  private final WhatsAppSettings settings;
  private final Poster poster;

  WhatsAppChannel(WhatsAppSettings settings, InstantSource clock) {
    this.settings = settings;
    this.poster =
        new Poster(
            SystemDefaultDnsResolver.INSTANCE,
            settings.connectTimeout(),
            settings.readTimeout(),
            clock);
  }

  @Override
  public ChannelName name() {
    return ChannelName.WHATSAPP;
  }

  @Override
  public boolean isOn() {
    return !settings.phoneNumberId().isBlank() && settings.accessToken() != null;
  }

  /** Reports are believed by the app's secret only; without it none is received. */
  @Override
  public boolean reports() {
    return isOn() && settings.appSecret() != null;
  }

  @Override
  public SendResult send(Message message) {
    if (!(message.content() instanceof WhatsAppContent content)) {
      throw new IllegalArgumentException(
          "WhatsApp takes WhatsAppContent, not " + message.content());
    }
    if (!isOn()) {
      return new Halted(
          "no number is set: set AGENTBAR_WHATSAPP_PHONE_NUMBER_ID and _ACCESS_TOKEN");
    }
    byte[] body = JSON.writeValueAsBytes(WhatsAppRequest.of(message.key(), content));
    Map<String, String> headers = Map.of("Authorization", "Bearer " + token());
    return OneTry.within(
        poster.limit(),
        message.readyNanos(),
        departure -> {
          try {
            return judged(poster.post(address(), headers, body, departure), message.attempt());
          } catch (IOException failure) {
            String reason = Reason.quoted(Reason.of(failure), token());
            return Reason.isUntrusted(failure)
                ? new Halted(reason)
                : departure.broken(failure, reason);
          }
        });
  }

  private SendResult judged(Poster.Answer answer, int attempt) {
    JsonNode body = json(answer.body());
    if (body.path("error").isObject()) {
      return WhatsAppErrors.judged(told(body.path("error"), answer, attempt));
    }
    return answer.status() / 100 == 2 ? taken(body) : withoutWords(answer);
  }

  private static SendResult taken(JsonNode body) {
    JsonNode first = body.path("messages").path(0);
    String id = first.path("id").asString("");
    String status = first.path("message_status").asString("accepted");
    return !id.isEmpty() && TAKEN.contains(status)
        ? new Accepted(id)
        : new Unknown(Reason.quoted("WhatsApp answered 2xx without a message it took: " + status));
  }

  private WhatsAppErrors.Told told(JsonNode error, Poster.Answer answer, int attempt) {
    // Without a code the HTTP status decides; no code of theirs is negative.
    int code = error.path("code").asInt(-1);
    return new WhatsAppErrors.Told(
        code,
        answer.status(),
        attempt,
        error.path("is_transient").asBoolean(false),
        Reason.quoted(
            "WhatsApp %d, error %d: %s"
                .formatted(answer.status(), code, error.path("message").asString("")),
            token()),
        answer.retryAfter());
  }

  /**
   * An answer that is not the API's own: something before it spoke. Only a plain no is taken for
   * one; a gateway that broke does not know what was done behind it.
   */
  private static SendResult withoutWords(Poster.Answer answer) {
    String reason = "WhatsApp answered %d without an error it names".formatted(answer.status());
    return switch (answer.status()) {
      case 429, 503 -> new Busy(reason, answer.retryAfter());
      case 401, 403, 404 -> new Halted(reason);
      default ->
          switch (answer.status() / 100) {
            case 3 -> new Halted(reason + ": a redirect is not followed, AGENTBAR_WHATSAPP_URL");
            case 4 -> new Refused(reason);
            default -> new Unknown(reason);
          };
    };
  }

  private static JsonNode json(String body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException _) {
      return MissingNode.getInstance();
    }
  }

  private URI address() {
    return UriComponentsBuilder.fromUri(settings.url())
        .pathSegment(settings.version(), settings.phoneNumberId(), "messages")
        .encode()
        .build()
        .toUri();
  }

  private String token() {
    return settings.accessToken() == null ? "" : settings.accessToken().reveal();
  }
}
