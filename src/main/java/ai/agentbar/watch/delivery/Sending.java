package ai.agentbar.watch.delivery;

import ai.agentbar.watch.playbook.Contact;
import ai.agentbar.watch.playbook.ContactKind;
import ai.agentbar.watch.playbook.Playbooks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * One message for one lane: reads what waits and what is true of it, asks the rate, sends, and
 * records what came of it. Sending happens outside of any transaction; its outcome and its events
 * are one. After a crash in between the message is sent once more: told twice is better than not
 * told.
 */
@Service
class Sending {

  private static final Logger LOG = LoggerFactory.getLogger(Sending.class);

  private final LaneTable lanes;
  private final DeliveryReadTable deliveries;
  private final NoticeReader notices;
  private final MessageWriter writer;
  private final Results results;
  private final Terms terms;
  private final Playbooks playbooks;
  private final InstantSource clock;

  Sending(
      LaneTable lanes,
      DeliveryReadTable deliveries,
      NoticeReader notices,
      MessageWriter writer,
      Results results,
      Terms terms,
      Playbooks playbooks,
      InstantSource clock) {
    this.lanes = lanes;
    this.deliveries = deliveries;
    this.notices = notices;
    this.writer = writer;
    this.results = results;
    this.terms = terms;
    this.playbooks = playbooks;
    this.clock = clock;
  }

  void attempt(Results.Claim claim, Sender sender) {
    String lane = lanes.name(claim.lease());
    List<Delivery> waiting = deliveries.waiting(lane, clock.instant().plus(Deliveries.WINDOW));
    NoticeReader.Reading reading = notices.read(waiting);
    if (reading.notices().isEmpty()) {
      results.kept(claim, reading);
      return;
    }
    send(lane, claim, reading, sender);
  }

  /** Whatever breaks on the way, asking the pace included, is a failed try that people can see. */
  private void send(String lane, Results.Claim claim, NoticeReader.Reading reading, Sender sender) {
    Optional<Instant> notBefore;
    try {
      notBefore = notBefore(lane, reading, sender.channel());
      if (notBefore.isEmpty()) {
        Message message = writer.write(key(reading.telling()), reading.told());
        sender.send(message, contact(reading.telling()));
      }
    } catch (UndeliveredException refused) {
      results.failed(claim, reading, String.valueOf(refused.getMessage()), refused.notBefore());
      return;
    } catch (RuntimeException broken) {
      LOG.error("a message to {} could not be written or sent", sender.channel(), broken);
      results.failed(claim, reading, "broken: " + broken.getClass().getSimpleName(), Duration.ZERO);
      return;
    }
    notBefore.ifPresentOrElse(
        until -> results.held(claim, reading, until), () -> results.sent(claim, reading));
  }

  /** Machines that take webhooks group for themselves; only people are spared. */
  private Optional<Instant> notBefore(
      String lane, NoticeReader.Reading reading, ContactKind channel) {
    if (channel == ContactKind.ALERTMANAGER) {
      return Optional.empty();
    }
    Rate rate = terms.rate();
    Instant now = clock.instant();
    List<Instant> sentAt = deliveries.sentAt(lane, now.minus(rate.per()));
    boolean worst = reading.told().stream().anyMatch(Notice::isWorst);
    return Stream.of(rate.notBefore(sentAt, worst, now), terms.pace().notBefore(sentAt, worst, now))
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder());
  }

  private Contact contact(List<Delivery> telling) {
    return telling.stream()
        .flatMap(it -> it.place().in(playbooks.current()).stream())
        .findFirst()
        .orElseThrow(() -> new UndeliveredException("the playbook has no such contact any more"));
  }

  private static String key(List<Delivery> telling) {
    long first = telling.stream().mapToLong(Delivery::id).min().orElseThrow();
    long last = telling.stream().mapToLong(Delivery::id).max().orElseThrow();
    return "alert-%d-%d-%d".formatted(first, last, telling.size());
  }
}
