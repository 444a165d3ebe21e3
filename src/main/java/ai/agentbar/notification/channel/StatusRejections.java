package ai.agentbar.notification.channel;

import ai.agentbar.event.EventLog;
import ai.agentbar.event.Origin;
import ai.agentbar.job.Work;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts what was turned away at the status webhook, and tells it in the plural: one event a reason
 * and a second, however many there were. None of it is kept. A crash loses the count of the moment.
 */
@Component
class StatusRejections implements Work, DisposableBean {

  enum Reason {
    BAD_SIGNATURE,
    UNPARSABLE,
    OVERSIZED
  }

  private static final Duration TOLD_EVERY = Duration.ofSeconds(1);

  private final EventLog events;
  private final InstantSource clock;
  private final TransactionTemplate transaction;
  private final Map<Reason, Long> counts = new EnumMap<>(Reason.class);
  private Instant quietUntil = Instant.EPOCH;

  StatusRejections(EventLog events, InstantSource clock, TransactionTemplate transaction) {
    this.events = events;
    this.clock = clock;
    this.transaction = transaction;
  }

  synchronized void reject(Reason reason) {
    counts.merge(reason, 1L, Long::sum);
  }

  @Override
  public String name() {
    return "status-rejections";
  }

  @Override
  public Origin.Component component() {
    return Origin.Component.WEBHOOK;
  }

  @Override
  public int step() {
    if (!clock.instant().isBefore(quietUntil)) {
      tell();
    }
    // Zero also after a write: the loop rests before the next one.
    return 0;
  }

  /** What the last requests left is told before the process ends. */
  @Override
  public void destroy() {
    tell();
  }

  private void tell() {
    Map<Reason, Long> told = take();
    if (told.isEmpty()) {
      return;
    }
    try {
      transaction.executeWithoutResult(
          _ -> told.forEach((reason, count) -> events.append(new StatusRejected(reason, count))));
    } catch (RuntimeException failure) {
      putBack(told);
      throw failure;
    }
    quietUntil = clock.instant().plus(TOLD_EVERY);
  }

  private synchronized Map<Reason, Long> take() {
    Map<Reason, Long> taken = new EnumMap<>(Reason.class);
    taken.putAll(counts);
    counts.clear();
    return taken;
  }

  private synchronized void putBack(Map<Reason, Long> told) {
    told.forEach((reason, count) -> counts.merge(reason, count, Long::sum));
  }
}
