package ai.agentbar.watch.metric;

import ai.agentbar.event.Origin.Component;
import ai.agentbar.event.Subscriptions;
import ai.agentbar.event.Subscriptions.Place;
import ai.agentbar.job.Work;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The balance of the event log: appended = folded + lag. What lies between two places of the log is
 * counted again some time after the fold went by, and compared with how many events it folded
 * there. An event that appeared behind the fold's back would be found so.
 *
 * <p>Each watching process looks for itself. A difference is told for {@link #TOLD_FOR}, since the
 * next stretch may well be in order again while the lost event stays lost.
 */
@Service
class EventRecount implements Work {

  static final Duration EVERY = Duration.ofSeconds(20);
  static final Duration TOLD_FOR = Duration.ofMinutes(10);

  /** What takes longer to count is not counted; the lag says then that something is wrong. */
  private static final int EVENTS_MAX = 500_000;

  /** The places looked at: a stretch between two of them, and the last one, which is too young. */
  private static final int MARKS = 3;

  /** A place, and how many events had been folded up to there. */
  private record Mark(Place place, long folded) {}

  private final Subscriptions subscriptions;
  private final MetricReadTable totals;
  private final SampleTable samples;
  private final TransactionTemplate oneMoment;
  private final InstantSource clock;
  private final Deque<Mark> marks = new ArrayDeque<>();
  private Instant countedAt = Instant.EPOCH;
  private Instant brokenAt = Instant.EPOCH;
  private long difference;

  EventRecount(
      Subscriptions subscriptions,
      MetricReadTable totals,
      SampleTable samples,
      PlatformTransactionManager transactions,
      InstantSource clock) {
    this.subscriptions = subscriptions;
    this.totals = totals;
    this.samples = samples;
    this.clock = clock;
    this.oneMoment = new TransactionTemplate(transactions);
    this.oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    this.oneMoment.setReadOnly(true);
  }

  @Override
  public String name() {
    return "event-recount";
  }

  @Override
  public Component component() {
    return Component.WATCH;
  }

  /** Always 0: the next stretch has to lie for a while. */
  @Override
  public int step() {
    Instant now = clock.instant();
    if (Duration.between(countedAt, now).abs().compareTo(EVERY) >= 0) {
      countedAt = now;
      recount(now);
      samples.write(
          List.of(new Sample(Metric.BALANCE_BROKEN, Pipe.EVENTS.label(), told(now))), now);
    }
    return 0;
  }

  private void recount(Instant now) {
    marks.addLast(mark());
    if (marks.size() < MARKS) {
      return;
    }
    Mark from = marks.removeFirst();
    Mark to = marks.getFirst();
    long found = subscriptions.countBetween(from.place(), to.place(), EVENTS_MAX);
    long broken = found == EVENTS_MAX ? 0 : Math.abs(found - (to.folded() - from.folded()));
    if (broken > 0) {
      difference = broken;
      brokenAt = now;
    }
  }

  /** Both of one moment: the fold moves them in one transaction. */
  private Mark mark() {
    Mark mark =
        oneMoment.execute(
            _ ->
                new Mark(
                    subscriptions.place(MetricFold.SUBSCRIBER),
                    totals.total(Metric.EVENT_FOLDED_COUNT)));
    return mark;
  }

  private long told(Instant now) {
    return now.isBefore(brokenAt.plus(TOLD_FOR)) ? difference : 0;
  }
}
