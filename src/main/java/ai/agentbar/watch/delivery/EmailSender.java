package ai.agentbar.watch.delivery;

import ai.agentbar.mail.MailServer;
import ai.agentbar.watch.playbook.Contact;
import ai.agentbar.watch.playbook.ContactKind;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.Team;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
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

  EmailSender(MailServer server, MessageSettings settings, Playbooks playbooks) {
    boolean needed =
        playbooks.current().teams().values().stream()
            .anyMatch(it -> !it.first(ContactKind.EMAIL).isEmpty());
    if (!server.isSet() && needed) {
      throw new IllegalStateException(
          "The playbook sends email and no mail server is set: set SPRING_MAIL_HOST"
              + " (and SPRING_MAIL_PORT, SPRING_MAIL_USERNAME, SPRING_MAIL_PASSWORD)");
    }
    this.server = server;
    this.settings = settings;
  }

  @Override
  public Channel channel() {
    return Channel.EMAIL;
  }

  @Override
  public void send(long deliveryId, AlertDelivery delivery, Team team) {
    try {
      server.send(message(deliveryId, delivery, team));
    } catch (MailSendException refused) {
      if (!reachedSomebody(refused)) {
        throw undelivered(refused);
      }
    } catch (MailException | MessagingException refused) {
      throw undelivered(refused);
    }
  }

  /** One address of several was refused, and the mail left for the others. */
  private static boolean reachedSomebody(MailSendException refused) {
    return Arrays.stream(refused.getMessageExceptions())
        .anyMatch(
            it ->
                it instanceof SendFailedException partly
                    && partly.getValidSentAddresses() != null
                    && partly.getValidSentAddresses().length > 0);
  }

  private static UndeliveredException undelivered(Exception refused) {
    Throwable cause = refused.getCause() == null ? refused : refused.getCause();
    return new UndeliveredException(cause.getClass().getSimpleName() + ": " + cause.getMessage());
  }

  private MimeMessage message(long deliveryId, AlertDelivery delivery, Team team)
      throws MessagingException {
    MimeMessage message =
        server.mail(
            "alert-%d.%d".formatted(deliveryId, delivery.firedAt().getEpochSecond()),
            new InternetAddress(settings.alert().mailFrom()),
            delivery.firedAt());
    for (Contact contact : team.first(ContactKind.EMAIL)) {
      message.addRecipient(
          MimeMessage.RecipientType.TO, new InternetAddress(contact.address().reveal()));
    }
    message.setSubject(delivery.text().subject(), StandardCharsets.UTF_8.name());
    message.setText(delivery.text().body(), StandardCharsets.UTF_8.name());
    return message;
  }
}
