package ai.agentbar.sandbox.mail;

import static org.springframework.web.servlet.function.RouterFunctions.route;

import ai.agentbar.kernel.Wib;
import ai.agentbar.sandbox.base.Newest;
import ai.agentbar.sandbox.fault.FaultSwitches;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * An SMTP server that takes every message for everybody and keeps the newest. Nothing is relayed.
 * While the switch says the mail server is down, every message is refused with 421: try again
 * later.
 */
public final class MailCatcher implements AutoCloseable {

  private static final int REFRESH_SECONDS = 5;
  private static final int MAILS_KEPT = 500;
  private static final int MAIL_BYTES_MAX = 5 * 1024 * 1024;
  private static final int SERVICE_NOT_AVAILABLE = 421;

  private final SMTPServer server;
  private final FaultSwitches switches;
  private final InstantSource clock;
  private final Newest<Mail> mails = new Newest<>(MAILS_KEPT);
  private final AtomicLong lastId = new AtomicLong();

  /**
   * A mailbox that takes nothing yet.
   *
   * @param port 0 for any free one
   */
  public MailCatcher(InetAddress address, int port, FaultSwitches switches, InstantSource clock) {
    this.switches = switches;
    this.clock = clock;
    this.server =
        new SMTPServer.Builder()
            .bindAddress(address)
            .port(port)
            .hostName("sandbox.agentbar")
            .softwareName("AgentBar sandbox")
            .hideTLS()
            .maxMessageSize(MAIL_BYTES_MAX)
            .executorService(Executors.newVirtualThreadPerTaskExecutor())
            .messageHandlerFactory(_ -> new Envelope())
            .build();
  }

  /** One line of the list. */
  record Row(long id, String to, String subject, String at) {}

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

  public RouterFunction<ServerResponse> routes() {
    return route()
        .GET("/mail", _ -> list())
        .GET("/mail/{id}", this::open)
        .GET("/_sim/mail", _ -> ServerResponse.ok().body(mails.all()))
        .DELETE("/_sim/mail", _ -> clear())
        .build();
  }

  @Override
  public void close() {
    server.stop();
  }

  private ServerResponse list() {
    List<Row> rows =
        mails.all().stream()
            .map(
                mail ->
                    new Row(
                        mail.id(),
                        String.join(", ", mail.to()),
                        mail.subject(),
                        Wib.readable(mail.receivedAt())))
            .toList();
    return ServerResponse.ok()
        .render("mail", Map.of("rows", rows, "refreshSeconds", REFRESH_SECONDS));
  }

  private ServerResponse open(ServerRequest request) {
    String id = request.pathVariable("id");
    return mails
        .find(mail -> String.valueOf(mail.id()).equals(id))
        .map(
            mail ->
                ServerResponse.ok()
                    .render(
                        "mail-message",
                        Map.of("mail", mail, "at", Wib.readable(mail.receivedAt()))))
        .orElseGet(() -> ServerResponse.notFound().build());
  }

  private ServerResponse clear() {
    mails.clear();
    return ServerResponse.noContent().build();
  }

  /** One SMTP transaction. */
  private final class Envelope implements MessageHandler {

    private final List<String> to = new ArrayList<>();
    private String sender = "";

    @Override
    public void from(String from) throws RejectException {
      if (switches.current().mailDown()) {
        throw new RejectException(SERVICE_NOT_AVAILABLE, "4.3.2 The sandbox's mail server is down");
      }
      sender = from;
    }

    @Override
    public void recipient(String recipient) {
      to.add(recipient);
    }

    @Override
    public String data(InputStream data) throws IOException {
      MailParser.Content content = MailParser.read(data.readAllBytes());
      long id = lastId.incrementAndGet();
      mails.add(
          new Mail(
              id,
              sender,
              to,
              content.subject(),
              content.text(),
              content.headers(),
              clock.instant()));
      return "caught as " + id;
    }

    @Override
    public void done() {
      to.clear();
    }
  }
}
