package ai.agentbar.notification.channel;

import ai.agentbar.kernel.Secret;
import ai.agentbar.notification.Channel;
import ai.agentbar.notification.ChannelName;
import ai.agentbar.notification.Message;
import ai.agentbar.notification.Message.WebhookContent;
import ai.agentbar.notification.SendResult;
import ai.agentbar.notification.SendResult.Accepted;
import ai.agentbar.notification.SendResult.Busy;
import ai.agentbar.notification.SendResult.Halted;
import ai.agentbar.notification.SendResult.Later;
import ai.agentbar.notification.SendResult.Refused;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.springframework.stereotype.Service;

/**
 * The merchant's own system, by Standard Webhooks 1.0 (github.com/standard-webhooks), whose table
 * of answers is followed: 2xx is success, 410 ends it, 429 and 503 slow down, everything else is a
 * failure that is tried again, since a receiver's mistake may be mended.
 *
 * <p>Two refinements: a redirect stops the channel, since it is not followed and the next try would
 * bring the same until a person changes the address; 413 is about this one body, which stays as
 * long as it is.
 */
@Service
class WebhookChannel implements Channel {

  private final WebhookSettings settings;
  private final InstantSource clock;
  private final Poster poster;
  private final List<Webhook> signers;

  WebhookChannel(WebhookSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.poster =
        new Poster(
            settings.allowPrivateAddresses()
                ? SystemDefaultDnsResolver.INSTANCE
                : new PublicAddresses(),
            settings.connectTimeout(),
            settings.readTimeout(),
            clock);
    this.signers =
        Stream.of(
                Optional.ofNullable(settings.secret()),
                Optional.ofNullable(settings.previousSecret()))
            .flatMap(Optional::stream)
            .map(WebhookChannel::signer)
            .toList();
  }

  @Override
  public ChannelName name() {
    return ChannelName.WEBHOOK;
  }

  @Override
  public boolean isOn() {
    return settings.url() != null && settings.secret() != null;
  }

  @Override
  public SendResult send(Message message) {
    if (!(message.content() instanceof WebhookContent content)) {
      throw new IllegalArgumentException(
          "a webhook takes WebhookContent, not " + message.content());
    }
    URI url = settings.url();
    if (!isOn() || url == null) {
      return new Halted("no receiver is set: set AGENTBAR_WEBHOOK_URL and AGENTBAR_WEBHOOK_SECRET");
    }
    if (!settings.allowPrivateAddresses() && !"https".equalsIgnoreCase(url.getScheme())) {
      return new Halted("agentbar.webhook.url is not https");
    }
    Map<String, String> headers = headers(message.key(), content.payload());
    byte[] body = content.payload().getBytes(StandardCharsets.UTF_8);
    return OneTry.within(
        poster.limit(), message.readyNanos(), departure -> post(url, headers, body, departure));
  }

  private SendResult post(URI url, Map<String, String> headers, byte[] body, Departure departure) {
    try {
      return judged(poster.post(url, headers, body, departure));
    } catch (PublicAddresses.RefusedAddressException refused) {
      return new Halted(Reason.of(refused));
    } catch (IOException failure) {
      return Reason.isUntrusted(failure)
          ? new Halted(Reason.of(failure))
          : departure.broken(failure, Reason.of(failure));
    }
  }

  private static SendResult judged(Poster.Answer answer) {
    String reason = "the receiver answered %d".formatted(answer.status());
    return switch (answer.status()) {
      case 410 -> new Halted(reason + ": it wants no more messages");
      case 413 -> new Refused(reason);
      case 429, 503 -> new Busy(reason, answer.retryAfter());
      default ->
          switch (answer.status() / 100) {
            case 2 -> new Accepted("");
            case 3 -> new Halted(reason + ": it has moved, set AGENTBAR_WEBHOOK_URL");
            default -> new Later(reason, answer.retryAfter());
          };
    };
  }

  /** The time is that of the try, so that the receiver can tell a repeated one from a replayed. */
  private Map<String, String> headers(String key, String payload) {
    String id = "msg_" + key;
    long timestamp = clock.instant().getEpochSecond();
    List<String> signatures = new ArrayList<>();
    for (Webhook signer : signers) {
      try {
        signatures.add(signer.sign(id, timestamp, payload));
      } catch (WebhookSigningException failure) {
        throw new IllegalStateException("every Java has HmacSHA256", failure);
      }
    }
    return Map.of(
        Webhook.UNBRANDED_MSG_ID_KEY, id,
        Webhook.UNBRANDED_MSG_TIMESTAMP_KEY, String.valueOf(timestamp),
        Webhook.UNBRANDED_MSG_SIGNATURE_KEY, String.join(" ", signatures));
  }

  private static Webhook signer(Secret secret) {
    try {
      return new Webhook(secret.reveal());
    } catch (EmptyWebhookSecretException | IllegalArgumentException unfit) {
      // Without the cause: it may quote the secret.
      throw new IllegalArgumentException(
          "agentbar.webhook.secret (or previous-secret) is not whsec_ and Base64");
    }
  }
}
