package ai.agentbar.payment.inbox;

import ai.agentbar.event.EventLog;
import ai.agentbar.event.EventLog.Attributed;
import ai.agentbar.event.Origin;
import ai.agentbar.job.Work;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What was turned away at the door: all of it counted, and kept up to {@link #KEPT_PER_HOUR_MAX},
 * so that a flood of forgeries cannot fill the database, and the true ones that a wrong server key
 * made look forged can be verified again.
 *
 * <p>Rejections wait in memory for the next step, their bodies up to {@link #WAITING_BODIES_MAX},
 * and are written together: one event a reason with the count. While the limit of the hour is used
 * up that happens once in {@link #FLOOD_EVERY} only. A crash loses the count of the moment, never a
 * genuine notification; Midtrans sends what it was refused again.
 */
@Component
class Rejections implements Work, DisposableBean {

  static final int KEPT_PER_HOUR_MAX = 1_000;
  private static final int WAITING_BODIES_MAX = 1_000;
  private static final Duration FLOOD_EVERY = Duration.ofSeconds(1);

  private final InboxTable table;
  private final EventLog events;
  private final InstantSource clock;
  private final TransactionTemplate transaction;
  private final Object lock = new Object();
  private Map<Rejection.Reason, Long> counts = new EnumMap<>(Rejection.Reason.class);
  private List<Rejection> bodies = new ArrayList<>();
  private Instant quietUntil = Instant.EPOCH;

  Rejections(
      InboxTable table, EventLog events, InstantSource clock, TransactionTemplate transaction) {
    this.table = table;
    this.events = events;
    this.clock = clock;
    this.transaction = transaction;
  }

  void reject(Rejection rejection) {
    synchronized (lock) {
      counts.merge(rejection.reason(), 1L, Long::sum);
      if (bodies.size() < WAITING_BODIES_MAX && rejection.body().length() > 0) {
        bodies.add(rejection);
      }
    }
  }

  @Override
  public String name() {
    return "rejections";
  }

  @Override
  public Origin.Component component() {
    return Origin.Component.WEBHOOK;
  }

  @Override
  public int step() {
    Instant now = clock.instant();
    Map<Rejection.Reason, Long> countsNow;
    List<Rejection> bodiesNow;
    synchronized (lock) {
      if (counts.isEmpty() || now.isBefore(quietUntil)) {
        return 0;
      }
      countsNow = counts;
      bodiesNow = bodies;
      counts = new EnumMap<>(Rejection.Reason.class);
      bodies = new ArrayList<>();
    }
    try {
      write(countsNow, bodiesNow, now);
    } catch (RuntimeException failure) {
      putBack(countsNow, bodiesNow);
      throw failure;
    }
    // Zero also after a write: the loop rests before the next one, and a flood is told in few
    // events.
    return 0;
  }

  /** What the last requests left is written before the process ends. */
  @Override
  public void destroy() {
    quietUntil = Instant.EPOCH;
    step();
  }

  private void write(
      Map<Rejection.Reason, Long> countsNow, List<Rejection> bodiesNow, Instant now) {
    Origin origin = Origin.current();
    transaction.executeWithoutResult(
        _ -> {
          long room = KEPT_PER_HOUR_MAX - table.countRejectedSince(now.minus(Duration.ofHours(1)));
          quietUntil = room > bodiesNow.size() ? now : now.plus(FLOOD_EVERY);
          table.insertRejected(bodiesNow.stream().limit(Math.max(0, room)).toList(), now);
          events.appendAll(
              countsNow.entrySet().stream()
                  .map(
                      it ->
                          new Attributed(
                              new InboxEvent.Rejected(it.getKey(), it.getValue()), origin))
                  .toList());
        });
  }

  private void putBack(Map<Rejection.Reason, Long> countsNow, List<Rejection> bodiesNow) {
    synchronized (lock) {
      countsNow.forEach((reason, count) -> counts.merge(reason, count, Long::sum));
      bodiesNow.stream().limit(WAITING_BODIES_MAX - bodies.size()).forEach(bodies::add);
    }
  }
}
