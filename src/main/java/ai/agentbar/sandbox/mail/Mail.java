package ai.agentbar.sandbox.mail;

import java.time.Instant;
import java.util.List;

/**
 * One message as it arrived.
 *
 * @param from the sender of the SMTP envelope
 * @param to the recipients of the SMTP envelope
 * @param text the plain-text part, or the HTML with its tags taken out where there is no other
 */
public record Mail(
    long id,
    String from,
    List<String> to,
    String subject,
    String text,
    List<String> headers,
    Instant receivedAt) {

  public Mail {
    to = List.copyOf(to);
    headers = List.copyOf(headers);
  }
}
