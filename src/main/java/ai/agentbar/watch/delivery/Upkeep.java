package ai.agentbar.watch.delivery;

import ai.agentbar.event.Origin.Component;
import ai.agentbar.job.Work;
import ai.agentbar.watch.alert.Alerts;
import ai.agentbar.watch.alert.Firing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reminds of what nobody has taken on, and turns to the next contact where one cannot be told. Any
 * number of nodes run it: what one of them wrote the others cannot write again.
 */
@Service
@Order(290)
class Upkeep implements Work {

  private static final Duration EVERY = Duration.ofMillis(500);

  /** A try may fail once by bad luck. */
  private static final int TRIES_MAX = 2;

  private static final Duration ACCEPTED_WITHIN = Duration.ofSeconds(30);

  private final Alerts alerts;
  private final DeliveryReadTable deliveries;
  private final Tellings tellings;
  private final Terms terms;
  private final TransactionTemplate transaction;
  private final InstantSource clock;
  private volatile Instant doneAt = Instant.EPOCH;

  Upkeep(
      Alerts alerts,
      DeliveryReadTable deliveries,
      Tellings tellings,
      Terms terms,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.alerts = alerts;
    this.deliveries = deliveries;
    this.tellings = tellings;
    this.terms = terms;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "alert-upkeep";
  }

  @Override
  public Component component() {
    return Component.WATCH;
  }

  @Override
  public int step() {
    Instant now = clock.instant();
    Duration passed = Duration.between(doneAt, now);
    if (passed.isPositive() && passed.compareTo(EVERY) < 0) {
      return 0;
    }
    doneAt = now;
    return fallBack(now) + remind(now);
  }

  private int fallBack(Instant now) {
    List<Delivery> stuck = deliveries.stuck(TRIES_MAX, now.minus(ACCEPTED_WITHIN));
    stuck.forEach(it -> transaction.executeWithoutResult(_ -> tellings.fallBack(it)));
    return stuck.size();
  }

  private int remind(Instant now) {
    return alerts.open().stream()
        .filter(it -> it.acknowledged().isEmpty() && !terms.isSilenced(it.ruleId()))
        .mapToInt(it -> remind(it, now))
        .sum();
  }

  private int remind(Firing firing, Instant now) {
    List<Place> due =
        Reminder.due(deliveries.ofFiring(firing.id()), now, terms.repeatEvery(firing));
    if (due.isEmpty()) {
      return 0;
    }
    int round = deliveries.rounds(firing, Occasion.REPEATED) + 1;
    News news = News.of(firing, Occasion.REPEATED, round, News.NO_NOTE);
    Integer told = transaction.execute(_ -> tellings.tell(news, due, Duration.ZERO));
    return told == null ? 0 : told;
  }
}
