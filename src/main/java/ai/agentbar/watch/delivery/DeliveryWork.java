package ai.agentbar.watch.delivery;

import ai.agentbar.event.Event;
import ai.agentbar.event.EventLog;
import ai.agentbar.event.Origin.Component;
import ai.agentbar.job.Backoff;
import ai.agentbar.job.Lease;
import ai.agentbar.job.RowQueue;
import ai.agentbar.job.SideBySide;
import ai.agentbar.job.Work;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.Team;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends the waiting messages of one channel.
 *
 * <p>Threads: the loop claims a few rows and sends them side by side, each in a virtual thread, so
 * one recipient that does not answer delays nobody but the next claim. Sending happens outside of
 * any transaction; its outcome and its event are one. After a crash in between the message is sent
 * once more: told twice is better than not told.
 */
class DeliveryWork implements Work {

  private static final int CLAIM_ROWS_MAX = 20;

  /** Every conversation with a mail server or Slack has ended by then. */
  private static final Duration SEND_MAX = Duration.ofSeconds(60);

  /** Outlasts a relay that restarts or greylists: three quarters of an hour in all. */
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(30), 120);

  private final Sender sender;
  private final RowQueue queue;
  private final SideBySide sendings;
  private final AlertDeliveryTable deliveries;
  private final Playbooks playbooks;
  private final EventLog events;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  DeliveryWork(
      Sender sender,
      RowQueue queue,
      AlertDeliveryTable deliveries,
      Playbooks playbooks,
      EventLog events,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.sender = sender;
    this.queue = queue;
    this.sendings = new SideBySide(name(), queue, CLAIM_ROWS_MAX, SEND_MAX);
    this.deliveries = deliveries;
    this.playbooks = playbooks;
    this.events = events;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "alert-delivery-" + sender.channel().name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Component component() {
    return Component.WATCH;
  }

  @Override
  public int step() {
    List<Lease> claimed = queue.claim(sendings.free());
    claimed.forEach(lease -> sendings.start(lease, () -> deliver(lease)));
    sendings.await(SEND_MAX);
    return claimed.size();
  }

  private void deliver(Lease lease) {
    AlertDelivery delivery = deliveries.get(lease.rowId());
    try {
      sender.send(lease.rowId(), delivery, team(delivery));
    } catch (UndeliveredException refused) {
      transaction.executeWithoutResult(_ -> failed(lease, delivery, refused));
      return;
    }
    transaction.executeWithoutResult(_ -> sent(lease, delivery));
  }

  private Team team(AlertDelivery delivery) {
    return playbooks
        .current()
        .team(delivery.team())
        .orElseThrow(() -> new UndeliveredException("the playbook has no such team any more"));
  }

  private void sent(Lease lease, AlertDelivery delivery) {
    queue.close(lease);
    events.append(
        new DeliveryEvent.Sent(
            delivery.firing(),
            delivery.ruleId(),
            delivery.occasion().name(),
            delivery.team(),
            delivery.channel(),
            lease.attempt()));
  }

  private void failed(Lease lease, AlertDelivery delivery, UndeliveredException refused) {
    String reason = String.valueOf(refused.getMessage());
    boolean last = BACKOFF.isExhausted(lease.attempt());
    if (last) {
      queue.fail(lease, reason);
    } else {
      Duration wait = BACKOFF.after(lease.attempt(), RandomGenerator.getDefault());
      queue.retry(lease, clock.instant().plus(wait), reason);
    }
    events.append(
        new DeliveryEvent.NotSent(
            delivery.firing(),
            delivery.ruleId(),
            delivery.occasion().name(),
            delivery.team(),
            delivery.channel(),
            lease.attempt(),
            last,
            new Event.Failure("Undelivered", reason)));
  }
}
