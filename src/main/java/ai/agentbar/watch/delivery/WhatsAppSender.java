package ai.agentbar.watch.delivery;

import ai.agentbar.kernel.Secret;
import ai.agentbar.watch.playbook.Contact;
import ai.agentbar.watch.playbook.ContactKind;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Sends a template message by the Cloud API: without an open customer window nothing else is taken.
 * A parameter is one line without runs of spaces. Source:
 * https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-message-templates
 */
@Service
class WhatsAppSender implements Sender {

  private static final String NOTHING = "-";
  private static final Pattern CODE = Pattern.compile("\"code\"\\s*:\\s*(\\d{1,7})");

  private final OnCallPhone settings;
  private final MessageWriter writer;
  private final Posting posting;

  WhatsAppSender(OnCallPhone settings, MessageWriter writer, Posting posting) {
    this.settings = settings;
    this.writer = writer;
    this.posting = posting;
  }

  @Override
  public ContactKind channel() {
    return ContactKind.WHATSAPP;
  }

  @Override
  public void send(Message message, Contact contact) {
    Posting.Answer answer =
        posting.post(
            "WhatsApp",
            address(),
            Map.of("Authorization", "Bearer " + token().reveal()),
            request(message, Addresses.phone(contact).e164().substring(1)));
    Matcher code = CODE.matcher(answer.body());
    if (!answer.isFine() || !answer.body().contains("\"messages\"")) {
      throw new UndeliveredException(
          "WhatsApp answered %d%s"
              .formatted(answer.status(), code.find() ? ", error " + code.group(1) : ""),
          Duration.ofSeconds(answer.retryAfter()));
    }
  }

  private Map<String, Object> request(Message message, String to) {
    List<Map<String, String>> parameters =
        writer.lines(message, settings.locale()).stream()
            .map(it -> Map.of("type", "text", "text", line(it)))
            .toList();
    return Map.of(
        "messaging_product", "whatsapp",
        "recipient_type", "individual",
        "to", to,
        "type", "template",
        "template",
            Map.of(
                "name", settings.alertTemplate(),
                "language", Map.of("code", settings.alertLanguage()),
                "components", List.of(Map.of("type", "body", "parameters", parameters))));
  }

  /** The provider refuses an empty one, and one of two lines. */
  private static String line(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    if (line.isEmpty()) {
      return NOTHING;
    }
    return line.length() <= MessageWriter.LINE_LENGTH_MAX
        ? line
        : line.substring(0, MessageWriter.LINE_LENGTH_MAX - 1).strip() + "…";
  }

  private URI address() {
    if (settings.phoneNumberId().isBlank()) {
      throw new UndeliveredException(
          "no WhatsApp number is set: set AGENTBAR_WHATSAPP_PHONE_NUMBER_ID");
    }
    return UriComponentsBuilder.fromUri(settings.url())
        .pathSegment(settings.version(), settings.phoneNumberId(), "messages")
        .encode()
        .build()
        .toUri();
  }

  private Secret token() {
    Secret token = settings.accessToken();
    if (token == null) {
      throw new UndeliveredException(
          "no WhatsApp token is set: set AGENTBAR_WHATSAPP_ACCESS_TOKEN");
    }
    return token;
  }
}
