package ai.agentbar.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.agentbar.notification.SendResult;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A conversation in a process that is stopped between the first byte of the mail and the last. */
class SmtpConversationTest {

  private static final Duration NONE = Duration.ZERO;
  private static final Duration SLEEP = Departure.ASLEEP.plusSeconds(1);

  private final ScriptedSmtp smtp = new ScriptedSmtp();
  private final AtomicLong nanos = new AtomicLong();
  private final Departure departure = new Departure(0, nanos::get);

  @AfterEach
  void close() {
    smtp.close();
  }

  @Test
  void a_mail_that_is_written_without_a_sleep_arrives() throws Exception {
    send(new Properties(), NONE);

    assertThat(smtp.mails()).hasSize(1);
  }

  @Test
  void a_mail_in_the_middle_of_which_the_process_slept_is_not_ended() {
    assertThatThrownBy(() -> send(new Properties(), SLEEP)).isInstanceOf(MessagingException.class);

    assertThat(smtp.commands()).contains("DATA");
    assertThat(smtp.mails()).isEmpty();
    assertThat(departure.broken("cut")).isInstanceOf(SendResult.Later.class);
  }

  @Test
  void nor_is_one_that_goes_in_chunks() {
    smtp.answers("EHLO", "250-mail.example\r\n250 CHUNKING");
    smtp.answers("BDAT", "250 ok");
    Properties chunks = new Properties();
    chunks.setProperty("mail.smtp.chunksize", "60");

    assertThatThrownBy(() -> send(chunks, SLEEP)).isInstanceOf(MessagingException.class);

    assertThat(smtp.commands())
        .anyMatch(it -> it.startsWith("BDAT"))
        .noneMatch(it -> it.endsWith("LAST"));
    assertThat(departure.broken("cut")).isInstanceOf(SendResult.Later.class);
  }

  private void send(Properties properties, Duration sleep) throws MessagingException {
    properties.setProperty("mail.smtp.timeout", "2000");
    Session session = Session.getInstance(properties);
    MimeMessage mail = new Interrupted(session, sleep);
    mail.setFrom(new InternetAddress("halo@shop.example"));
    mail.setRecipient(RecipientType.TO, new InternetAddress("siti@example.com"));
    mail.setText("Terima kasih. ".repeat(10));
    mail.saveChanges();
    try (SmtpConversation conversation = new SmtpConversation(session, "smtp", departure)) {
      conversation.connect("127.0.0.1", smtp.port(), null, null);
      conversation.sendMessage(mail, mail.getAllRecipients());
    }
  }

  /** A mail after whose last byte time passes, before its end is said. */
  private final class Interrupted extends MimeMessage {

    private final Duration sleep;

    Interrupted(Session session, Duration sleep) {
      super(session);
      this.sleep = sleep;
    }

    @Override
    public void writeTo(OutputStream stream, String[] ignored)
        throws IOException, MessagingException {
      super.writeTo(stream, ignored);
      nanos.addAndGet(sleep.toNanos());
    }
  }
}
