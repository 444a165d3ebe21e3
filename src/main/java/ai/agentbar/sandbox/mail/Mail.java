package ai.agentbar.sandbox.mail;

import java.time.Instant;
import java.util.List;

/**
 * One message as it arrived.
 *
 * @param messageId the header Message-ID without its brackets, empty where there is none
 * @param from the sender of the SMTP envelope
 * @param to the recipients of the SMTP envelope
 * @param text the plain-text part, or the HTML with its tags taken out where there is no other
 * @param html the HTML part, empty where there is none
 * @param answered false where the connection was dropped before the sender heard 250
 */
public record Mail(
    long id,
    String messageId,
    String from,
    List<String> to,
    String subject,
    String text,
    String html,
    List<String> headers,
    Instant receivedAt,
    boolean answered) {

  public Mail {
    to = List.copyOf(to);
    headers = List.copyOf(headers);
  }
}
