package ai.agentbar.watch.delivery;

import ai.agentbar.kernel.Secret;
import ai.agentbar.watch.playbook.Contact;
import ai.agentbar.watch.playbook.ContactKind;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Sends plain text by the Bot API; no mark-up, so nothing in an alert can be read as one. Source:
 * https://core.telegram.org/bots/api#sendmessage and #responseparameters
 */
@Service
class TelegramSender implements Sender {

  /** Counted in UTF-16 units, as Telegram and Java both do. */
  static final int TEXT_LENGTH_MAX = 4_096;

  private static final JsonMapper JSON = new JsonMapper();

  private final TelegramSettings settings;
  private final MessageWriter writer;
  private final Posting posting;

  TelegramSender(TelegramSettings settings, MessageWriter writer, Posting posting) {
    this.settings = settings;
    this.writer = writer;
    this.posting = posting;
  }

  @Override
  public ContactKind channel() {
    return ContactKind.TELEGRAM;
  }

  @Override
  public void send(Message message, Contact contact) {
    Posting.Answer answer =
        posting.post(
            "Telegram",
            address(),
            Map.of(),
            Map.of(
                "chat_id", contact.address().reveal(),
                "text", text(message),
                "link_preview_options", Map.of("is_disabled", true)));
    JsonNode body = json(answer.body());
    if (!answer.isFine() || !body.path("ok").asBoolean(false)) {
      long wait = body.path("parameters").path("retry_after").asLong(answer.retryAfter());
      throw new UndeliveredException(
          "Telegram answered " + answer.status(), Duration.ofSeconds(wait));
    }
  }

  /** What is too long even with one alert loses its end; the first line says it all. */
  private String text(Message message) {
    String head = message.subject() + "\n\n";
    int left = TEXT_LENGTH_MAX - head.length();
    String text = head + writer.fitting(message, it -> it.length() <= left);
    return text.length() <= TEXT_LENGTH_MAX
        ? text
        : text.substring(0, TEXT_LENGTH_MAX - 2).stripTrailing() + "…";
  }

  private URI address() {
    Secret token = settings.botToken();
    if (token == null) {
      throw new UndeliveredException("no Telegram bot is set: set AGENTBAR_TELEGRAM_BOT_TOKEN");
    }
    try {
      return URI.create(settings.url() + "/bot" + token.reveal() + "/sendMessage");
    } catch (IllegalArgumentException _) {
      throw new UndeliveredException("Telegram's bot token is none");
    }
  }

  private static JsonNode json(String body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException _) {
      return MissingNode.getInstance();
    }
  }
}
