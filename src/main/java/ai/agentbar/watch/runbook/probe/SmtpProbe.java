package ai.agentbar.watch.runbook.probe;

import ai.agentbar.mail.MailServer;
import ai.agentbar.watch.playbook.ProbeName;
import ai.agentbar.watch.runbook.Finding;
import ai.agentbar.watch.runbook.Probe;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Greets the mail server as before a mail: connection, encryption, login; and leaves. */
@Component
class SmtpProbe implements Probe {

  private final MailServer server;

  SmtpProbe(MailServer server) {
    this.server = server;
  }

  @Override
  public ProbeName name() {
    return ProbeName.SMTP;
  }

  @Override
  public Finding look() {
    if (!server.isSet()) {
      return Finding.unknown("server email tidak diatur", "no mail server is set");
    }
    long startedNanos = System.nanoTime();
    try {
      server.greet();
    } catch (AuthenticationFailedException _) {
      return Finding.bad("server email menolak login", "the mail server refuses the login");
    } catch (MessagingException failure) {
      String why = innermost(failure).getClass().getSimpleName();
      return Finding.bad(
          "server email tidak bisa dipakai (%s)".formatted(why),
          "the mail server is of no use (%s)".formatted(why));
    }
    long ms = Duration.ofNanos(System.nanoTime() - startedNanos).toMillis();
    return Finding.good(
        "server email menjawab dalam %d ms".formatted(ms),
        "the mail server answers in %d ms".formatted(ms));
  }

  private static Throwable innermost(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null ? failure : innermost(cause);
  }
}
