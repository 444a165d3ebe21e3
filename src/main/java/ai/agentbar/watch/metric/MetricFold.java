package ai.agentbar.watch.metric;

import ai.agentbar.event.Origin.Component;
import ai.agentbar.event.StoredEvent;
import ai.agentbar.event.Subscriptions;
import ai.agentbar.job.Work;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;

/**
 * Folds events into the tables of this room, a batch a transaction.
 *
 * <p>It also says up to when the tables are complete: the latest moment a folded batch tells of, or
 * now, when nothing is left to fold. A judgement on numbers whose moment is too long past would be
 * a guess; {@link Readings#foldedUntil} lets the reader refuse it.
 */
@Service
@Order(100)
class MetricFold implements Work {

  static final String SUBSCRIBER = "metric";
  private static final int BATCH_EVENTS_MAX = 1_000;
  private static final Duration COMPLETE_EVERY = Duration.ofMillis(500);

  private final Subscriptions subscriptions;
  private final MetricFoldTable table;
  private final CohortTable cohorts;
  private final PieceTable pieces;
  private final InstantSource clock;
  private volatile Instant completeAt = Instant.EPOCH;

  MetricFold(
      Subscriptions subscriptions,
      MetricFoldTable table,
      CohortTable cohorts,
      PieceTable pieces,
      InstantSource clock) {
    this.subscriptions = subscriptions;
    this.table = table;
    this.cohorts = cohorts;
    this.pieces = pieces;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "metric-fold";
  }

  @Override
  public Component component() {
    return Component.WATCH;
  }

  @Override
  public int step() {
    int folded = subscriptions.advance(SUBSCRIBER, BATCH_EVENTS_MAX, this::fold);
    if (folded < BATCH_EVENTS_MAX) {
      tellComplete();
    }
    return folded;
  }

  private void fold(List<StoredEvent> events) {
    Folded folded = Folded.of(events);
    Instant now = clock.instant();
    cohorts.remember(folded.cohorts(), now).forEach(folded::convert);
    table.addTotals(folded.totals());
    table.addBuckets(folded.buckets());
    table.tellLasts(folded.lasts(), now);
    table.addOrders(folded.orders(), now);
    table.addMessages(folded.messages());
    pieces.add(folded.pieces());
    table.moveFoldedUntil(folded.until().isBefore(now) ? folded.until() : now);
  }

  /**
   * Little or nothing was folded, which also happens while another node folds: only an empty lag is
   * proof. The clock is read first, so what is appended meanwhile lies behind the moment that is
   * told.
   */
  private void tellComplete() {
    Instant now = clock.instant();
    if (now.isBefore(completeAt.plus(COMPLETE_EVERY))) {
      return;
    }
    if (subscriptions.lag(SUBSCRIBER, 1) == 0) {
      table.moveFoldedUntil(now);
      completeAt = now;
    }
  }
}
