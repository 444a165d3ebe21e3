package ai.agentbar.watch.delivery;

import ai.agentbar.watch.playbook.Contact;
import ai.agentbar.watch.playbook.ContactKind;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Service;

/**
 * Posts to a Slack incoming webhook. Source:
 * https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
 */
@Service
class SlackSender implements Sender {

  private static final int TEXT_LENGTH_MAX = 30_000;

  private final MessageWriter writer;
  private final Posting posting;

  SlackSender(MessageWriter writer, Posting posting) {
    this.writer = writer;
    this.posting = posting;
  }

  @Override
  public ContactKind channel() {
    return ContactKind.SLACK;
  }

  @Override
  public void send(Message message, Contact contact) {
    String head = "*" + escaped(message.subject()) + "*\n";
    int left = TEXT_LENGTH_MAX - head.length();
    String text = head + escaped(writer.fitting(message, it -> escaped(it).length() <= left));
    Posting.Answer answer =
        posting.post(
            "Slack",
            Addresses.url("Slack", contact),
            Map.of(),
            Map.of("text", text.substring(0, Math.min(text.length(), TEXT_LENGTH_MAX))));
    if (!answer.isFine()) {
      throw new UndeliveredException(
          "Slack answered " + answer.status(), Duration.ofSeconds(answer.retryAfter()));
    }
  }

  /** The three characters that Slack gives a meaning. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
