package ai.agentbar.sandbox.mail;

import ai.agentbar.sandbox.base.Patience;
import ai.agentbar.sandbox.fault.FaultSwitches;
import ai.agentbar.sandbox.fault.MailFaults;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.Session;

/** One SMTP transaction, with whatever the switches do to it. On its own thread. */
final class Envelope implements MessageHandler {

  static final Duration HANG_MAX = Duration.ofMinutes(2);

  private static final int SERVICE_NOT_AVAILABLE = 421;
  private static final int MAILBOX_BUSY = 450;
  private static final int LOCAL_ERROR = 451;
  private static final int NO_SUCH_MAILBOX = 550;

  private final Session session;
  private final Server server;
  private final List<String> to = new ArrayList<>();
  private String sender = "";

  Envelope(Session session, Server server) {
    this.session = session;
    this.server = server;
  }

  /** What all transactions of one server share. */
  record Server(
      FaultSwitches switches,
      MailBox box,
      Greylist greylist,
      Patience patience,
      RandomGenerator random) {

    MailFaults faults() {
      return switches.current().mail();
    }

    boolean draws(double share) {
      return share > 0 && random.nextDouble() < share;
    }
  }

  @Override
  public void from(String from) throws RejectException {
    MailFaults faults = server.faults();
    if (faults.mailHang()) {
      server.patience().spendWhile(() -> server.faults().mailHang(), HANG_MAX);
      throw new DropConnectionException("4.4.2 The sandbox's mail server hung");
    }
    if (faults.mailDown()) {
      throw new RejectException(SERVICE_NOT_AVAILABLE, "4.3.2 The sandbox's mail server is down");
    }
    if (server.draws(faults.mailErrorShare())) {
      throw new RejectException(LOCAL_ERROR, "4.3.0 The sandbox's mail server stumbled, try again");
    }
    sender = from;
  }

  @Override
  public void recipient(String recipient) throws RejectException {
    MailFaults faults = server.faults();
    if (faults.mailReject()) {
      throw new RejectException(NO_SUCH_MAILBOX, "5.1.1 The sandbox knows no such mailbox");
    }
    if (faults.mailGreylist() && server.greylist().isFirstAttempt(sender, recipient)) {
      throw new RejectException(MAILBOX_BUSY, "4.7.1 Greylisted by the sandbox, try again");
    }
    to.add(recipient);
  }

  @Override
  public String data(InputStream data) throws IOException, RejectException {
    MailParser.Content content = MailParser.read(data.readAllBytes());
    MailFaults faults = server.faults();
    server.patience().spend(Duration.ofMillis(faults.mailSlowMs()));
    boolean dropped = server.draws(faults.mailDropShare());
    long id = server.box().put(sender, to, content, !dropped);
    if (dropped) {
      session.closeSocket();
      throw new DropConnectionException("4.4.2 nobody hears this");
    }
    return "caught as " + id;
  }

  @Override
  public void done() {
    to.clear();
  }
}
