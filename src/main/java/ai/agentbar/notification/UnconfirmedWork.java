package ai.agentbar.notification;

import ai.agentbar.event.EventLog;
import ai.agentbar.event.Origin.Component;
import ai.agentbar.job.Work;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.springframework.core.annotation.Order;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells, once for each, which messages WhatsApp took and said nothing more of: they may be held,
 * the reports of what became of them may be lost, and without this nobody would know. Of a message
 * that went out its provider tells at once, also where the reader's phone is off.
 *
 * <p>Threads: stepped by one loop; whoever comes first of several nodes marks a row.
 */
@Order(51)
@org.springframework.stereotype.Component
class UnconfirmedWork implements Work {

  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final int BATCH_ROWS_MAX = 100;

  /** Whoever begins to receive reports is not told of all that was sent before. */
  private static final Duration LOOK_BACK = Duration.ofDays(1);

  private final Channels channels;
  private final UnconfirmedTable table;
  private final Duration reportWithin;
  private final EventLog events;
  private final InstantSource clock;
  private final TransactionTemplate transaction;
  private Instant lookedAt = Instant.EPOCH;

  UnconfirmedWork(
      Channels channels,
      UnconfirmedTable table,
      NotificationSettings settings,
      EventLog events,
      InstantSource clock,
      TransactionTemplate transaction) {
    this.channels = channels;
    this.table = table;
    this.reportWithin = settings.whatsapp().reportWithin();
    this.events = events;
    this.clock = clock;
    this.transaction = transaction;
  }

  @Override
  public String name() {
    return "outbox-unconfirmed";
  }

  @Override
  public Component component() {
    return Component.WORKER;
  }

  @Override
  public int step() {
    Instant now = clock.instant();
    if (Duration.between(lookedAt, now).abs().compareTo(EVERY) < 0
        || !channels.find(ChannelName.WHATSAPP).map(Channel::reports).orElse(false)) {
      return 0;
    }
    int told = Objects.requireNonNull(transaction.execute(_ -> tell(now)));
    if (told < BATCH_ROWS_MAX) {
      lookedAt = now;
    }
    return told;
  }

  private int tell(Instant now) {
    Instant to = now.minus(reportWithin);
    UnconfirmedTable.Span sent = new UnconfirmedTable.Span(to.minus(LOOK_BACK), to);
    List<OutboxMessage> rows = table.mark(sent, now, BATCH_ROWS_MAX);
    events.append(
        rows.stream()
            .map(row -> new OutboxEvent.Unconfirmed(OutboxEvent.Step.of(row, row.state())))
            .toArray(OutboxEvent[]::new));
    return rows.size();
  }
}
