package ai.agentbar.sandbox.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;

/**
 * Reads what a person would see of a MIME message. What cannot be read is said so, never thrown.
 */
final class MailParser {

  private static final int TEXT_LENGTH_MAX = 100_000;
  private static final int NESTING_MAX = 8;
  private static final Session NO_SESSION = Session.getInstance(new Properties());

  private MailParser() {}

  record Content(
      String subject, String text, String html, String messageId, List<String> headers) {}

  static Content read(byte[] raw) {
    try {
      MimeMessage message = new MimeMessage(NO_SESSION, new ByteArrayInputStream(raw));
      String subject = message.getSubject();
      List<String> headers = new ArrayList<>();
      for (String line : Collections.list(message.getAllHeaderLines())) {
        headers.add(line);
      }
      List<String> plain = new ArrayList<>();
      List<String> html = new ArrayList<>();
      collect(message, plain, html, 0);
      return new Content(
          subject == null ? "(no subject)" : subject,
          shortened(text(plain, html)),
          shortened(String.join("\n", html)),
          messageId(message),
          headers);
    } catch (MessagingException | IOException e) {
      return new Content("(unreadable message)", e.toString(), "", "", List.of());
    }
  }

  private static String messageId(MimeMessage message) throws MessagingException {
    String header = message.getMessageID();
    return header == null ? "" : header.strip().replaceAll("^<|>$", "");
  }

  private static String text(List<String> plain, List<String> html) {
    if (!plain.isEmpty()) {
      return String.join("\n", plain);
    }
    return String.join("\n", html).replaceAll("(?s)<[^>]*>", " ").strip();
  }

  private static void collect(Part part, List<String> plain, List<String> html, int depth)
      throws MessagingException, IOException {
    if (depth > NESTING_MAX) {
      return;
    }
    if (part.isMimeType("text/plain")) {
      plain.add(String.valueOf(part.getContent()));
    } else if (part.isMimeType("text/html")) {
      html.add(String.valueOf(part.getContent()));
    } else if (part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        BodyPart inner = parts.getBodyPart(i);
        collect(inner, plain, html, depth + 1);
      }
    }
  }

  private static String shortened(String text) {
    return text.length() <= TEXT_LENGTH_MAX ? text : text.substring(0, TEXT_LENGTH_MAX) + "…";
  }
}
