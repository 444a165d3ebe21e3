package ai.agentbar.watch.delivery;

import ai.agentbar.job.Backoff;
import ai.agentbar.job.Lease;
import ai.agentbar.job.RowQueue;
import ai.agentbar.watch.alert.Alerts;
import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.playbook.ContactKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Records what came of a try, each in one transaction that a late owner cannot commit. */
@Service
class Results {

  /** A lane claimed from its queue. */
  record Claim(RowQueue queue, Lease lease) {}

  /** Outlasts a relay that restarts or greylists: about an hour in all. */
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(30), 120);

  /** Who asks for a longer pause is asked again after this one. */
  private static final Duration PAUSE_MAX = Duration.ofMinutes(10);

  private final LaneTable lanes;
  private final DeliveryTable deliveries;
  private final Tellings tellings;
  private final DeliveryEvents events;
  private final Alerts alerts;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  Results(
      LaneTable lanes,
      DeliveryTable deliveries,
      Tellings tellings,
      DeliveryEvents events,
      Alerts alerts,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.lanes = lanes;
    this.deliveries = deliveries;
    this.tellings = tellings;
    this.events = events;
    this.alerts = alerts;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Nothing was left to tell. */
  void kept(Claim claim, NoticeReader.Reading reading) {
    transaction.executeWithoutResult(_ -> close(claim, reading));
  }

  /** The rate allows no message before then. */
  void held(Claim claim, NoticeReader.Reading reading, Instant until) {
    transaction.executeWithoutResult(
        _ -> {
          close(claim, reading);
          List<Delivery> telling = reading.telling();
          List<Long> newly = deliveries.hold(ids(telling), until);
          telling.stream().filter(it -> newly.contains(it.id())).forEach(events::held);
        });
  }

  void sent(Claim claim, NoticeReader.Reading reading) {
    transaction.executeWithoutResult(
        _ -> {
          close(claim, reading);
          List<Delivery> telling = reading.telling();
          int together = reading.notices().size();
          List<Long> newly = deliveries.sent(ids(telling), clock.instant());
          events.sent(telling.stream().filter(it -> newly.contains(it.id())).toList(), together);
          if (together > 1) {
            ContactKind channel = telling.getFirst().place().kind();
            events.bundled(reading.told().stream().map(reading::newsOf).toList(), channel);
          }
          reading.notices().forEach(this::endMeanwhile);
        });
  }

  void failed(Claim claim, NoticeReader.Reading reading, String reason, Duration notBefore) {
    transaction.executeWithoutResult(
        _ -> {
          List<Delivery> telling = reading.telling();
          if (telling.stream().allMatch(Results::isLast)) {
            close(claim, reading);
          } else {
            claim.queue().retry(claim.lease(), next(claim.lease(), notBefore), reason);
            keep(reading);
          }
          telling.forEach(it -> failed(it, reason));
        });
  }

  /** What was cancelled while it was on its way has had its end told. */
  private void failed(Delivery delivery, String reason) {
    boolean last = isLast(delivery);
    boolean wasOpen =
        last ? deliveries.fail(delivery.id(), reason) : deliveries.retry(delivery.id(), reason);
    if (wasOpen) {
      events.notSent(delivery, last, reason);
    }
  }

  /** First the lane: it locks out whoever claimed it meanwhile. */
  private void close(Claim claim, NoticeReader.Reading reading) {
    claim.queue().close(claim.lease());
    lanes.rest(claim.lease());
    keep(reading);
  }

  private void keep(NoticeReader.Reading reading) {
    reading.kept().forEach(tellings::cancel);
  }

  /**
   * What ended while it was being told has its end told too. Whoever writes the end locks the
   * deliveries; so either they see this one as sent, or this sees the end.
   */
  private void endMeanwhile(Notice notice, List<Delivery> told) {
    if (!notice.shown().calls() || notice.firing().isEmpty()) {
      return;
    }
    alerts
        .firing(notice.firing().get().id())
        .filter(Firing::isOver)
        .ifPresent(
            it ->
                tellings.tell(
                    News.of(it, Occasion.RESOLVED, 0, News.NO_NOTE),
                    told.stream().map(Delivery::place).toList(),
                    Duration.ZERO));
  }

  private Instant next(Lease lease, Duration notBefore) {
    Duration wait = BACKOFF.after(lease.attempt(), RandomGenerator.getDefault());
    Duration asked = notBefore.compareTo(PAUSE_MAX) < 0 ? notBefore : PAUSE_MAX;
    return clock.instant().plus(wait.compareTo(asked) > 0 ? wait : asked);
  }

  private static boolean isLast(Delivery delivery) {
    return BACKOFF.isExhausted(delivery.attempts() + 1);
  }

  private static List<Long> ids(List<Delivery> deliveries) {
    return deliveries.stream().map(Delivery::id).toList();
  }
}
