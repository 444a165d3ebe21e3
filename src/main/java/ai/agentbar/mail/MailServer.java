package ai.agentbar.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Service;
import org.springframework.util.StringUtils;

/**
 * The mail server that {@code spring.mail} names, if it names one. Any thread.
 *
 * <p>What Jakarta Mail leaves without end is ended here, for plain SMTP and for SMTP over TLS from
 * the first byte alike (protocol {@code smtps} reads properties of its own).
 */
@Service
public final class MailServer {

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "connectiontimeout", "3000",
          "timeout", "5000",
          "writetimeout", "5000",
          "ssl.checkserveridentity", "true",
          // Its answer to QUIT changes nothing, and is not waited for.
          "quitwait", "false");

  private final @Nullable JavaMailSenderImpl sender;
  private final String host;

  @Autowired
  MailServer(
      ObjectProvider<JavaMailSenderImpl> sender,
      @Value("${agentbar.public-url:http://localhost:8080}") URI publicUrl) {
    this(sender.getIfAvailable(), publicUrl);
  }

  public MailServer(@Nullable JavaMailSenderImpl sender, URI publicUrl) {
    this.sender = sender;
    this.host = Objects.requireNonNullElse(publicUrl.getHost(), "agentbar");
    if (sender != null) {
      limit(sender);
    }
  }

  public boolean isSet() {
    return sender != null;
  }

  /**
   * An empty mail of ours.
   *
   * @param name names it in its Message-ID, together with our host: the same at every try, so that
   *     a mailbox that got it twice can show it once
   */
  public MimeMessage mail(String name, InternetAddress from, Instant sentAt)
      throws MessagingException {
    MimeMessage mail = new NamedMail(session(), "<%s@%s>".formatted(name, host));
    mail.setFrom(from);
    mail.setSentDate(Date.from(sentAt));
    mail.setHeader("Auto-Submitted", "auto-generated");
    return mail;
  }

  /** Sends it as Spring does, to everybody it names. */
  public void send(MimeMessage mail) {
    sender().send(mail);
  }

  public Session session() {
    return sender().getSession();
  }

  /**
   * Whether nothing is said to the server in the clear: TLS at once, or insisted on before a mail.
   */
  public boolean isEncrypted() {
    String prefix = "mail.%s.".formatted(protocol());
    Properties properties = session().getProperties();
    return protocol().equals("smtps")
        || Boolean.parseBoolean(properties.getProperty(prefix + "ssl.enable"))
        || Boolean.parseBoolean(properties.getProperty(prefix + "starttls.required"));
  }

  /** Whether it says who it is. */
  public boolean logsIn() {
    return StringUtils.hasLength(sender().getUsername());
  }

  /** {@code smtp}, or {@code smtps} for TLS from the first byte. */
  public String protocol() {
    return Objects.requireNonNullElse(sender().getProtocol(), JavaMailSenderImpl.DEFAULT_PROTOCOL);
  }

  /** Connects a conversation of the caller's own kind, and logs in where a user is set. */
  public void connect(Transport conversation) throws MessagingException {
    conversation.connect(
        sender().getHost(),
        sender().getPort(),
        StringUtils.hasLength(sender().getUsername()) ? sender().getUsername() : null,
        StringUtils.hasLength(sender().getPassword()) ? sender().getPassword() : null);
  }

  /**
   * Greets the mail server and takes leave: connection, encryption and login as for a mail, and the
   * question whether it takes one now; no mail.
   */
  public void greet() throws MessagingException {
    Transport conversation = session().getTransport(protocol());
    try {
      connect(conversation);
      if (conversation instanceof SMTPTransport smtp) {
        askForMail(smtp);
      }
    } finally {
      conversation.close();
    }
  }

  /**
   * The sender of a bounce, which every server knows; a lasting no may be about that sender only.
   */
  private static void askForMail(SMTPTransport smtp) throws MessagingException {
    int answer = smtp.simpleCommand("MAIL FROM:<>");
    if (answer / 100 == 4) {
      throw new MessagingException("it takes no mail now: %d".formatted(answer));
    }
  }

  /** What no text of ours may show: the password, or the empty text where there is none. */
  public String secret() {
    return Objects.requireNonNullElse(sender().getPassword(), "");
  }

  private void limit(JavaMailSenderImpl limited) {
    Properties properties = limited.getJavaMailProperties();
    String prefix = "mail.%s.".formatted(protocol());
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith("mail.smtp.")) {
        properties.putIfAbsent(
            prefix + name.substring("mail.smtp.".length()), properties.getProperty(name));
      }
    }
    DEFAULTS.forEach((name, value) -> properties.putIfAbsent(prefix + name, value));
  }

  private JavaMailSenderImpl sender() {
    if (sender == null) {
      throw new IllegalStateException("no mail server is set: set SPRING_MAIL_HOST");
    }
    return sender;
  }

  /** A mail whose Message-ID is ours, however often it is saved. */
  private static final class NamedMail extends MimeMessage {

    private final String id;

    NamedMail(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
