package ai.agentbar.watch.delivery;

import ai.agentbar.mail.MailServer;
import ai.agentbar.watch.playbook.Contact;
import ai.agentbar.watch.playbook.ContactKind;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import org.springframework.mail.MailException;
import org.springframework.stereotype.Service;

/**
 * Sends over SMTP, with the time limits of {@code spring.mail.properties} in {@code
 * application.yaml}. Every try carries the same Message-ID, so a mailbox that got the message twice
 * can show it once.
 */
@Service
class EmailSender implements Sender {

  private final MailServer server;
  private final MessageSettings settings;

  EmailSender(MailServer server, MessageSettings settings) {
    this.server = server;
    this.settings = settings;
  }

  @Override
  public ContactKind channel() {
    return ContactKind.EMAIL;
  }

  @Override
  public void send(Message message, Contact contact) {
    if (!server.isSet()) {
      throw new UndeliveredException("no mail server is set: set SPRING_MAIL_HOST");
    }
    try {
      server.send(mail(message, contact));
    } catch (MailException | MessagingException refused) {
      throw undelivered(refused);
    }
  }

  private static UndeliveredException undelivered(Exception refused) {
    Throwable cause = refused.getCause() == null ? refused : refused.getCause();
    return new UndeliveredException(cause.getClass().getSimpleName() + ": " + cause.getMessage());
  }

  private MimeMessage mail(Message message, Contact contact) throws MessagingException {
    MimeMessage mail =
        server.mail(message.key(), new InternetAddress(settings.alert().mailFrom()), message.at());
    mail.addRecipient(
        MimeMessage.RecipientType.TO, new InternetAddress(contact.address().reveal()));
    mail.setSubject(message.subject(), StandardCharsets.UTF_8.name());
    mail.setText(message.body(), StandardCharsets.UTF_8.name());
    return mail;
  }
}
