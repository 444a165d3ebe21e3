package ai.agentbar.sandbox.mail;

import ai.agentbar.sandbox.base.Patience;
import ai.agentbar.sandbox.fault.FaultSwitches;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.Session;
import org.subethamail.smtp.server.SessionHandler;

/**
 * An SMTP server that takes every message for everybody and keeps the newest. Nothing is relayed.
 * It refuses, hangs and drops as the switches say.
 */
public final class MailCatcher implements AutoCloseable {

  private static final int MAIL_BYTES_MAX = 5 * 1024 * 1024;

  private final SMTPServer server;
  private final Patience patience = new Patience();
  private final MailPages pages;
  private final MailBox box;

  /** A mailbox that takes nothing yet. */
  public MailCatcher(MailSettings settings, FaultSwitches switches, InstantSource clock) {
    this.box = new MailBox(clock);
    Greylist greylist = new Greylist();
    this.pages = new MailPages(box, greylist);
    Envelope.Server shared =
        new Envelope.Server(switches, box, greylist, patience, new Random(settings.seed() + 4));
    this.server =
        new SMTPServer.Builder()
            .bindAddress(settings.address())
            .port(settings.port())
            .hostName("sandbox.agentbar")
            .softwareName("AgentBar sandbox")
            .hideTLS()
            .maxMessageSize(MAIL_BYTES_MAX)
            .executorService(Executors.newVirtualThreadPerTaskExecutor())
            .sessionHandler(new Doorkeeper(shared))
            .messageHandlerFactory(context -> new Envelope((Session) context, shared))
            .build();
  }

  /**
   * Takes mail when this returns.
   *
   * @throws IllegalStateException where the port is taken
   */
  public void start() {
    try {
      server.start();
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "the sandbox cannot take mail on port %d; agentbar.sandbox.smtp-port names another"
              .formatted(server.getPort()),
          e);
    }
  }

  /** The port mail is taken on. */
  public int port() {
    return server.getPortAllocated();
  }

  /** The newest mail that says something, where one came since then. */
  public Optional<Mail> newestSaying(Pattern words, Instant since) {
    return box.all().stream()
        .filter(it -> !it.receivedAt().isBefore(since))
        .filter(it -> words.matcher(it.subject() + "\n" + it.text()).find())
        .findFirst();
  }

  public RouterFunction<ServerResponse> routes() {
    return pages.routes();
  }

  @Override
  public void close() {
    patience.close();
    server.stop();
  }

  /** Lets everybody in, and greets nobody while the switch says so. */
  private record Doorkeeper(Envelope.Server server) implements SessionHandler {

    @Override
    public SessionAcceptance accept(Session session) {
      server.patience().spendWhile(() -> server.faults().mailHangGreeting(), Envelope.HANG_MAX);
      return SessionAcceptance.success();
    }

    @Override
    public void onSessionEnd(Session session) {
      // Nothing was kept about it.
    }
  }
}
