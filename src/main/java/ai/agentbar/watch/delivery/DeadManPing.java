package ai.agentbar.watch.delivery;

import ai.agentbar.event.Event;
import ai.agentbar.event.EventLog;
import ai.agentbar.event.Origin.Component;
import ai.agentbar.job.Lease;
import ai.agentbar.job.RowQueue;
import ai.agentbar.job.Work;
import ai.agentbar.kernel.Secret;
import ai.agentbar.watch.alert.LastJudgement;
import ai.agentbar.watch.playbook.Playbooks;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells a dead-man switch outside that we watch, one node at a time, and only a node that has just
 * judged the rules on fresh numbers: a program that runs and watches nothing is dead too. Whoever
 * sits outside raises the alarm when it hears nothing.
 */
@Service
@Order(310)
class DeadManPing implements Work {

  private static final String WHOM = "The dead-man switch";
  private static final Duration LEASE = Duration.ofSeconds(15);
  private static final Duration JUDGED_WITHIN = Duration.ofSeconds(10);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

  /** Of the tries that fail one after another, every so many is told. */
  private static final int TOLD_EVERY = 6;

  private final DeadManSettings settings;
  private final LastJudgement lastJudgement;
  private final Playbooks playbooks;
  private final Posting posting;
  private final DeadManTable table;
  private final RowQueue queue;
  private final EventLog events;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  DeadManPing(
      DeadManSettings settings,
      LastJudgement lastJudgement,
      Playbooks playbooks,
      Posting posting,
      DeadManTable table,
      JdbcClient jdbc,
      EventLog events,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.settings = settings;
    this.lastJudgement = lastJudgement;
    this.playbooks = playbooks;
    this.posting = posting;
    this.table = table;
    this.queue = new RowQueue(jdbc, clock, "alert_dead_man", LEASE);
    this.events = events;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "dead-man-ping";
  }

  @Override
  public Component component() {
    return Component.WATCH;
  }

  @Override
  public int step() {
    Secret url = settings.url();
    Instant judgedAt = lastJudgement.at();
    if (url == null || judgedAt.plus(JUDGED_WITHIN).isBefore(clock.instant())) {
      return 0;
    }
    List<Lease> claimed = queue.claim(1);
    claimed.forEach(it -> ping(it, url));
    return claimed.size();
  }

  private void ping(Lease lease, Secret url) {
    try {
      call(url);
    } catch (UndeliveredException refused) {
      transaction.executeWithoutResult(_ -> failed(lease, String.valueOf(refused.getMessage())));
      return;
    }
    transaction.executeWithoutResult(_ -> reached(lease));
  }

  private void call(Secret url) {
    Posting.Answer answer;
    try {
      answer = posting.get(WHOM, URI.create(url.reveal()));
    } catch (IllegalArgumentException _) {
      throw new UndeliveredException("AGENTBAR_DEAD_MAN_URL is no URL");
    }
    if (!answer.isFine()) {
      throw new UndeliveredException(WHOM + " answered " + answer.status());
    }
  }

  private void reached(Lease lease) {
    queue.hold(lease);
    table.next(lease, clock.instant().plus(playbooks.current().delivery().deadManEvery()));
    if (lease.attempt() > 1) {
      events.append(new DeadManEvent.Reached(lease.attempt()));
    }
  }

  private void failed(Lease lease, String reason) {
    queue.retry(lease, clock.instant().plus(RETRY_AFTER), reason);
    if (lease.attempt() % TOLD_EVERY == 1) {
      events.append(
          new DeadManEvent.Failed(lease.attempt(), new Event.Failure("Undelivered", reason)));
    }
  }
}
