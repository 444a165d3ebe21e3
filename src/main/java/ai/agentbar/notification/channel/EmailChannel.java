package ai.agentbar.notification.channel;

import ai.agentbar.mail.MailServer;
import ai.agentbar.notification.Channel;
import ai.agentbar.notification.ChannelName;
import ai.agentbar.notification.Message;
import ai.agentbar.notification.Message.EmailContent;
import ai.agentbar.notification.SendResult;
import ai.agentbar.notification.SendResult.Accepted;
import ai.agentbar.notification.SendResult.Away;
import ai.agentbar.notification.SendResult.Busy;
import ai.agentbar.notification.SendResult.Halted;
import ai.agentbar.notification.SendResult.Later;
import ai.agentbar.notification.SendResult.Refused;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;

/**
 * Mail over SMTP: one connection a mail, one recipient a mail. Sources: RFC 5321 for the codes and
 * for who is responsible for a mail from which answer on, RFC 4954 for those of a login.
 */
@Service
class EmailChannel implements Channel {

  private static final int CLOSING = 421;

  /** Nothing about the mail: log in first, wrong password, a stronger login, a wrong order. */
  private static final Set<Integer> NOT_LOGGED_IN = Set.of(503, 530, 534, 535, 538);

  /** The mail is larger than the server takes, said before it has seen it. */
  private static final int TOO_LARGE = 552;

  /** How servers tell whoever may not send to strangers through them. */
  private static final Pattern NO_RELAY =
      Pattern.compile(
          "relay access denied|relaying (is )?(denied|prohibited|not allowed|not permitted)"
              + "|relay (is )?(denied|prohibited|not allowed|not permitted)"
              + "|(unable|not allowed|not permitted) to relay|(do|does) not relay");

  /** Whatever looks like an address: servers repeat the buyer's, who chose its words. */
  private static final Pattern ADDRESSES = Pattern.compile("<[^>]*>|\\S*@\\S*");

  private final MailServer server;
  private final EmailSettings settings;
  private final InstantSource clock;

  EmailChannel(MailServer server, EmailSettings settings, InstantSource clock) {
    this.server = server;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public ChannelName name() {
    return ChannelName.EMAIL;
  }

  @Override
  public boolean isOn() {
    return server.isSet() && !settings.mailFrom().isEmpty();
  }

  @Override
  public SendResult send(Message message) {
    if (!(message.content() instanceof EmailContent content)) {
      throw new IllegalArgumentException("email takes EmailContent, not " + message.content());
    }
    if (!isOn()) {
      return new Halted(
          "no mail server or no sender is set: set SPRING_MAIL_HOST and"
              + " AGENTBAR_NOTIFICATION_MAIL_FROM");
    }
    MimeMessage mail;
    try {
      mail = Letter.of(server, settings, message.key(), content, clock.instant());
    } catch (MessagingException unwritable) {
      return new Refused(Reason.of(unwritable));
    }
    return OneTry.within(
        settings.mailTimeLimit(), message.readyNanos(), departure -> converse(mail, departure));
  }

  private SendResult converse(MimeMessage mail, Departure departure) {
    SmtpConversation conversation =
        new SmtpConversation(server.session(), server.protocol(), departure);
    try {
      server.connect(conversation);
      conversation.sendMessage(mail, mail.getAllRecipients());
      return new Accepted("");
    } catch (MessagingException failure) {
      return judged(conversation, failure, departure);
    } finally {
      hangUp(conversation);
    }
  }

  private static void hangUp(SmtpConversation conversation) {
    try {
      conversation.close();
    } catch (MessagingException _) {
      // What came of the mail is known; how the connection ends changes nothing.
    }
  }

  private SendResult judged(
      SmtpConversation conversation, MessagingException failure, Departure left) {
    int code = conversation.answer();
    String reason = reason(conversation, failure);
    if (Reason.isUntrusted(failure)
        || conversation.lacksRequiredTls()
        || (failure instanceof AuthenticationFailedException && isFinal(code))) {
      return new Halted(reason);
    }
    if (code <= 0 && conversation.step() == SmtpConversation.Step.GREETING) {
      return new Away(reason);
    }
    if (code == CLOSING) {
      return new Busy(reason, Optional.empty());
    }
    return switch (code / 100) {
      case 4 -> new Later(reason, Optional.empty());
      case 5 -> isAboutTheMail(conversation, code) ? new Refused(reason) : new Halted(reason);
      // 250 is expected of it; any other yes is one too.
      case 2 ->
          conversation.step() == SmtpConversation.Step.CONTENT
              ? new Accepted("")
              : left.broken(reason);
      default -> left.broken(reason);
    };
  }

  /** Either the server said no for good, or it never offered a login that we know. */
  private static boolean isFinal(int code) {
    return code / 100 == 5 || code / 100 == 2;
  }

  /**
   * Whether a final no concerns this mail only. Whoever is not let in, may not send from this
   * address, or may not send to strangers, needs another setting. Words count only while the server
   * has not seen the mail, whose words it may repeat.
   */
  private static boolean isAboutTheMail(SmtpConversation conversation, int code) {
    return switch (conversation.step()) {
      case GREETING, HELLO, STARTTLS, AUTH -> false;
      case MAIL -> code == TOO_LARGE;
      case RCPT, DATA -> !NOT_LOGGED_IN.contains(code) && !refusesToRelay(conversation);
      case CONTENT -> !NOT_LOGGED_IN.contains(code);
    };
  }

  private static boolean refusesToRelay(SmtpConversation conversation) {
    String words = String.valueOf(conversation.getLastServerResponse()).toLowerCase(Locale.ROOT);
    return NO_RELAY.matcher(ADDRESSES.matcher(words).replaceAll(" ")).find();
  }

  /** At the login only the code is told: the server's words may repeat what it was given. */
  private String reason(SmtpConversation conversation, MessagingException failure) {
    String at = "%s %d".formatted(conversation.step(), conversation.answer());
    if (conversation.step() == SmtpConversation.Step.AUTH && conversation.answer() > 0) {
      return at + ": the mail server refuses the login";
    }
    return conversation.answer() >= 400
        ? Reason.quoted(at + ": " + conversation.getLastServerResponse(), server.secret())
        : Reason.quoted(at + ": " + Reason.of(failure), server.secret());
  }
}
