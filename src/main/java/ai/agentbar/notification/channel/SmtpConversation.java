package ai.agentbar.notification.channel;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Locale;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * A conversation with a mail server that knows how far it came: the step it is at, the server's
 * answer to it, and whether the mail may have left. Jakarta Mail's exceptions tell none of it
 * reliably: the same one stands for a refused sender, a refused content, and a broken connection.
 *
 * <p>One mail a conversation; not for two threads.
 */
final class SmtpConversation extends SMTPTransport {

  /** How far it came. */
  enum Step {
    /** Connecting, and waiting for the server's first word. */
    GREETING,
    HELLO,
    STARTTLS,
    AUTH,
    MAIL,
    RCPT,
    DATA,
    /** The mail is on its way, its end not confirmed. */
    CONTENT
  }

  private final Departure departure;
  private Step step = Step.GREETING;
  private int answer;
  private boolean over;

  SmtpConversation(Session session, String protocol, Departure departure) {
    super(
        session,
        new URLName(protocol, null, -1, null, null, null),
        protocol,
        protocol.equals("smtps"));
    this.departure = departure;
  }

  Step step() {
    return step;
  }

  /** The server's code at this step; 0 or less where it did not answer, or not in SMTP. */
  int answer() {
    return answer;
  }

  boolean lacksRequiredTls() {
    return getRequireStartTLS() && step == Step.HELLO && !supportsExtension("STARTTLS");
  }

  @Override
  protected void sendCommand(String command) throws MessagingException {
    if (command.equals("QUIT")) {
      over = true;
    } else {
      step = stepOf(command);
      answer = 0;
    }
    if (isEndOfMail(command)) {
      leave();
    }
    super.sendCommand(command);
  }

  @Override
  protected int readServerResponse() throws MessagingException {
    if (over) {
      return super.readServerResponse();
    }
    answer = 0;
    answer = super.readServerResponse();
    return answer;
  }

  /** A connection that is used once is not reset: it would only wait for one more answer. */
  @Override
  public synchronized void issueCommand(String command, int expected) throws MessagingException {
    if (!command.equals("RSET")) {
      super.issueCommand(command, expected);
    }
  }

  @Override
  protected OutputStream data() throws MessagingException {
    OutputStream content = super.data();
    step = Step.CONTENT;
    answer = 0;
    return content;
  }

  /**
   * Until then the server does as if it had received nothing, whatever it has (RFC 5321 4.1.1.4,
   * RFC 3030 for BDAT).
   */
  private static boolean isEndOfMail(String command) {
    return command.equals(".") || (command.startsWith("BDAT") && command.endsWith("LAST"));
  }

  private void leave() throws MessagingException {
    try {
      departure.leave();
    } catch (InterruptedIOException calledOff) {
      throw new MessagingException("the mail stays here", calledOff);
    }
  }

  private Step stepOf(String command) {
    return switch (command.split("[ :]", 2)[0].toUpperCase(Locale.ROOT)) {
      case "EHLO", "HELO" -> Step.HELLO;
      case "STARTTLS" -> Step.STARTTLS;
      case "AUTH" -> Step.AUTH;
      case "MAIL" -> Step.MAIL;
      case "RCPT" -> Step.RCPT;
      case "DATA" -> Step.DATA;
      case ".", "BDAT" -> Step.CONTENT;
      default -> step;
    };
  }
}
