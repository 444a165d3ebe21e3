package ai.agentbar.watch.incident;

import ai.agentbar.event.Origin.Component;
import ai.agentbar.job.Work;
import ai.agentbar.kernel.Actor;
import ai.agentbar.watch.incident.Escalating.Escalation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks at the clocks of the incidents about once a second, and tells what has passed.
 *
 * <p>Any number of nodes do so. Each telling is a row that only one of them can insert, in the
 * transaction that also writes the messages: a node that dies in between has told nothing, and the
 * next look does.
 */
@Service
@Order(410)
class IncidentClocks implements Work {

  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final String NOBODY_MOVED_IT = "It recovered, and nobody moved it on.";

  private final IncidentTable incidents;
  private final IncidentReadTable reading;
  private final StepTable steps;
  private final IncidentTerms terms;
  private final Silenced silenced;
  private final Escalator escalator;
  private final IncidentLog log;
  private final TransactionTemplate transaction;
  private final InstantSource clock;
  private volatile Instant lookedAt = Instant.EPOCH;

  IncidentClocks(
      IncidentTable incidents,
      IncidentReadTable reading,
      StepTable steps,
      IncidentTerms terms,
      Silenced silenced,
      Escalator escalator,
      IncidentLog log,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.incidents = incidents;
    this.reading = reading;
    this.steps = steps;
    this.terms = terms;
    this.silenced = silenced;
    this.escalator = escalator;
    this.log = log;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "incident-clocks";
  }

  @Override
  public Component component() {
    return Component.WATCH;
  }

  /** Moves as many rows as things were told and incidents resolved. */
  @Override
  public int step() {
    Instant now = clock.instant();
    Duration passed = Duration.between(lookedAt, now);
    if (passed.isPositive() && passed.compareTo(EVERY) < 0) {
      return 0;
    }
    lookedAt = now;
    return reading.withClocks(now).stream()
        .filter(it -> Closing.isDue(it, now) || !untold(it, now).isEmpty())
        .mapToInt(it -> look(it.id()))
        .sum();
  }

  /** Looks again with the row locked: a person may just have acknowledged it. */
  private int look(IncidentId id) {
    Integer done =
        transaction.execute(
            _ -> {
              Instant now = clock.instant();
              incidents.lock(id);
              Incident incident = reading.find(id).orElseThrow();
              List<Escalation> due = untold(incident, now);
              due.forEach(it -> tell(incident, it, now));
              return due.size() + (Closing.isDue(incident, now) ? resolve(incident, now) : 0);
            });
    return done == null ? 0 : done;
  }

  private List<Escalation> untold(Incident incident, Instant now) {
    if (!incident.isResolved() && silenced.standsSince(incident).isPresent()) {
      return List.of();
    }
    return Escalating.due(incident, terms.of(incident.severity()), now).stream()
        .filter(it -> !steps.isTold(it))
        .toList();
  }

  private void tell(Incident incident, Escalation escalation, Instant now) {
    if (!steps.tell(escalation, now)) {
      return;
    }
    if (escalation.clock() == Clock.Kind.POST_MORTEM) {
      // Nothing fires any more: a rule on the gauge that counts this calls people.
      log.tell(
          new IncidentEvent.PostMortemOverdue(
              incident.id(), incident.severity(), escalation.dueAt()));
      return;
    }
    log.tell(
        new IncidentEvent.ClockTold(
            incident.id(),
            escalation.clock(),
            escalation.severity(),
            escalation.percent(),
            escalation.dueAt(),
            escalator.call(incident, escalation)));
  }

  private int resolve(Incident incident, Instant now) {
    Optional<Instant> postMortemAt =
        Closing.postMortemDueAt(incident.severity(), silenced.worstTold(incident), now);
    incidents.resolve(
        incident.id(), new Incident.Resolution(Actor.SYSTEM, NOBODY_MOVED_IT, now), postMortemAt);
    steps.take(
        incident.id(),
        incident.course().round(),
        new StepTaken(
            IncidentStep.RESOLVE, new StepTaken.Way(false, NOBODY_MOVED_IT), Actor.SYSTEM, now));
    log.tell(new IncidentEvent.ResolvedByItself(incident.id(), incident.severity(), postMortemAt));
    return 1;
  }
}
