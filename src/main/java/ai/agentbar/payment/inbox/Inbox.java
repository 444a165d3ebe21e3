package ai.agentbar.payment.inbox;

import ai.agentbar.event.EventLog;
import ai.agentbar.event.EventLog.Attributed;
import ai.agentbar.event.Origin;
import ai.agentbar.job.GroupCommit;
import ai.agentbar.payment.NotificationInbox;
import ai.agentbar.payment.NotificationReader;
import ai.agentbar.payment.NotificationReader.Reading;
import ai.agentbar.payment.Receipt;
import ai.agentbar.payment.TransactionReport;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Checks form and signature, stores the raw bytes, and returns after the commit. Concurrent callers
 * share one commit. What a notification means is found out later, by {@link InboxWork}.
 */
@Service
class Inbox implements NotificationInbox, DisposableBean {

  private final NotificationReader reader;
  private final InboxTable table;
  private final Rejections rejections;
  private final TakingUpAgain again;
  private final EventLog events;
  private final InstantSource clock;
  private final TransactionTemplate transaction;
  private final GroupCommit<Arrival> commits;

  Inbox(
      NotificationReader reader,
      InboxTable table,
      Rejections rejections,
      TakingUpAgain again,
      EventLog events,
      InstantSource clock,
      TransactionTemplate transaction) {
    this.reader = reader;
    this.table = table;
    this.rejections = rejections;
    this.again = again;
    this.events = events;
    this.clock = clock;
    this.transaction = transaction;
    this.commits = new GroupCommit<>("inbox", this::commit);
  }

  /** A genuine notification on its way into the table. */
  record Arrival(RawBody body, TransactionReport report, Origin origin) {}

  @Override
  public Receipt receive(byte[] body) {
    return switch (reader.read(body)) {
      case Reading.Genuine(TransactionReport report, boolean _) -> {
        commits.store(new Arrival(new RawBody(body), report, Origin.current()));
        yield new Receipt.Stored();
      }
      case Reading.Forged _ -> {
        rejections.reject(new Rejection(Rejection.Reason.BAD_SIGNATURE, new RawBody(body)));
        yield new Receipt.BadSignature();
      }
      case Reading.Unreadable(String reason) -> {
        rejections.reject(new Rejection(Rejection.Reason.UNPARSABLE, new RawBody(body)));
        yield new Receipt.Unreadable(reason);
      }
    };
  }

  @Override
  public Optional<Instant> newestStoredAt() {
    return table.newestStoredAt();
  }

  @Override
  public void refuseOversized() {
    rejections.reject(new Rejection(Rejection.Reason.OVERSIZED, new RawBody(new byte[0])));
  }

  @Override
  public Outlook failed() {
    return again.failed();
  }

  @Override
  public int replayFailed() {
    return again.replayFailed();
  }

  @Override
  public boolean replay(long id) {
    return again.replay(id);
  }

  @Override
  public Outlook wronglyRejected() {
    return again.wronglyRejected();
  }

  @Override
  public int reverifyRejected() {
    return again.reverifyRejected();
  }

  @Override
  public void destroy() {
    commits.close();
  }

  private void commit(List<Arrival> arrivals) {
    transaction.executeWithoutResult(
        _ -> {
          table.insert(arrivals, clock.instant());
          events.appendAll(arrivals.stream().map(Inbox::received).toList());
        });
  }

  static Attributed received(Arrival arrival) {
    String gatewayOrderId = arrival.report().gatewayOrderId();
    return new Attributed(
        new InboxEvent.Received(
            GatewayOrderIds.orderIn(gatewayOrderId),
            gatewayOrderId,
            arrival.report().paymentType(),
            arrival.report().consistent()),
        arrival.origin());
  }
}
