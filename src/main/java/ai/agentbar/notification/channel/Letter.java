package ai.agentbar.notification.channel;

import ai.agentbar.mail.MailServer;
import ai.agentbar.notification.Message.EmailContent;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A mail to a buyer: the same words as text and as HTML, the reader's program chooses. */
final class Letter {

  private static final String UTF_8 = StandardCharsets.UTF_8.name();
  private static final int HEADER_LENGTH_MAX = 250;

  private Letter() {}

  static MimeMessage of(
      MailServer server, EmailSettings settings, String key, EmailContent content, Instant sentAt)
      throws MessagingException {
    MimeMessage mail = server.mail(key, sender(settings.mailFrom()), sentAt);
    if (!settings.mailReplyTo().isBlank()) {
      mail.setReplyTo(new InternetAddress[] {sender(settings.mailReplyTo())});
    }
    mail.setRecipient(
        RecipientType.TO, address(content.to().address(), oneLine(content.recipientName())));
    mail.setSubject(oneLine(content.subject()), UTF_8);
    mail.setContent(
        new MimeMultipart(
            "alternative", part(content.text(), "plain"), part(content.html(), "html")));
    mail.saveChanges();
    return mail;
  }

  private static InternetAddress sender(String setting) throws MessagingException {
    InternetAddress sender = new InternetAddress(setting, true);
    return sender.getPersonal() == null
        ? sender
        : address(sender.getAddress(), oneLine(sender.getPersonal()));
  }

  private static InternetAddress address(String address, String name) throws MessagingException {
    try {
      return name.isEmpty()
          ? new InternetAddress(address)
          : new InternetAddress(address, name, UTF_8);
    } catch (UnsupportedEncodingException failure) {
      throw new IllegalStateException("every Java has UTF-8", failure);
    }
  }

  private static MimeBodyPart part(String words, String subtype) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(words, UTF_8, subtype);
    return part;
  }

  /** A header is one line: what would end it, and begin another, becomes a space. */
  private static String oneLine(String words) {
    String line = words.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ").strip();
    return line.codePoints()
        .limit(HEADER_LENGTH_MAX)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
