package ai.agentbar.watch.incident;

import ai.agentbar.event.Masking;
import ai.agentbar.kernel.Actor;
import ai.agentbar.watch.alert.Acknowledgement;
import ai.agentbar.watch.incident.IncidentEvent.Deed;
import ai.agentbar.watch.playbook.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a person does to one incident: locks it, asks the decision, writes, tells. */
@Component
@Transactional
class IncidentDeeds {

  /** The same words of the same person within so long are one press of a button too many. */
  private static final Duration TWICE_WITHIN = Duration.ofMinutes(1);

  private final IncidentTable incidents;
  private final IncidentReadTable reading;
  private final StepTable steps;
  private final EntryTable entries;
  private final IncidentTerms terms;
  private final Silenced silenced;
  private final Worsening worsening;
  private final IncidentLog log;
  private final InstantSource clock;

  IncidentDeeds(
      IncidentTable incidents,
      IncidentReadTable reading,
      StepTable steps,
      EntryTable entries,
      IncidentTerms terms,
      Silenced silenced,
      Worsening worsening,
      IncidentLog log,
      InstantSource clock) {
    this.incidents = incidents;
    this.reading = reading;
    this.steps = steps;
    this.entries = entries;
    this.terms = terms;
    this.silenced = silenced;
    this.worsening = worsening;
    this.log = log;
    this.clock = clock;
  }

  IncidentChange acknowledge(IncidentId id, Actor actor, String note) {
    return change(
        id,
        incident -> {
          if (incident.isResolved()) {
            return Optional.of("The incident is resolved.");
          }
          if (incident.course().acknowledged().isEmpty()) {
            incidents.acknowledge(
                id, new Acknowledgement(actor, Masking.mask(note), clock.instant()));
            tell(id, Deed.ACKNOWLEDGED, actor, "", note);
          }
          return Optional.empty();
        });
  }

  IncidentChange comment(IncidentId id, Actor actor, String text) {
    return change(
        id,
        _ -> {
          if (text.isBlank()) {
            return Optional.of("A comment has some text.");
          }
          Instant since = clock.instant().minus(TWICE_WITHIN);
          if (!entries.isSaid(id, actor, Masking.mask(text), since)) {
            incidents.touch(id);
            tell(id, Deed.COMMENTED, actor, "", text);
          }
          return Optional.empty();
        });
  }

  IncidentChange assign(IncidentId id, IncidentRole role, Optional<Actor> holder, Actor actor) {
    return change(
        id,
        incident -> {
          if (!holder.equals(Optional.ofNullable(incident.roles().get(role)))) {
            incidents.assign(id, role, holder);
            String name = holder.map(Actor::toString).orElse("nobody");
            tell(id, Deed.ROLE_ASSIGNED, actor, role + " " + name, "");
          }
          return Optional.empty();
        });
  }

  IncidentChange advance(IncidentId id, IncidentStep step, StepTaken.Way way, Actor actor) {
    return change(
        id,
        incident -> {
          int round = incident.course().round();
          Optional<String> refusal = Steps.refusal(incident, steps.of(id, round), step, way);
          if (refusal.isEmpty()) {
            take(incident, step, way, actor);
            incidents.touch(id);
          }
          return refusal;
        });
  }

  IncidentChange setSeverity(IncidentId id, Severity severity, Actor actor, String reason) {
    return change(
        id,
        incident -> {
          Optional<String> refusal =
              reason.isBlank()
                  ? Optional.of("Say in reason why the severity changes.")
                  : Closing.refusalOfSeverity(incident, severity);
          if (refusal.isEmpty() && severity != incident.severity()) {
            incidents.touch(id);
            setSeverity(
                incident,
                severity,
                new IncidentEvent.ByPerson(
                    id, Deed.SEVERITY_SET, actor, incident.severity() + " to " + severity, reason));
          }
          return refusal;
        });
  }

  IncidentChange resolve(IncidentId id, Actor actor, String reason) {
    return change(
        id,
        incident -> {
          List<StepTaken> taken = steps.of(id, incident.course().round());
          Optional<String> refusal = Steps.refusalToResolve(incident, taken, reason);
          if (refusal.isEmpty()) {
            Steps.leftBeforeResolving(taken)
                .forEach(it -> take(incident, it, new StepTaken.Way(true, reason), actor));
            resolve(incident, actor, reason);
          }
          return refusal;
        });
  }

  IncidentChange reopen(IncidentId id, Actor actor, String reason) {
    return change(
        id,
        incident -> {
          if (!incident.isResolved()) {
            return Optional.of("The incident is open.");
          }
          if (reason.isBlank()) {
            return Optional.of("Say in reason why the incident is opened again.");
          }
          if (steps.isPostMortemOverdue(incident)) {
            log.tell(new IncidentEvent.PostMortemNotOverdue(id));
          }
          Instant now = clock.instant();
          Optional<Instant> recoveredAt =
              incident.firing().isEmpty() ? Optional.of(now) : Optional.empty();
          incidents.reopen(
              id, incident.severity(), terms.of(incident.severity()).from(now), recoveredAt);
          incidents.touch(id);
          steps.take(id, incident.course().round() + 1, Detected.by(actor, reason, now));
          tell(id, Deed.REOPENED, actor, "", reason);
          return Optional.empty();
        });
  }

  private void resolve(Incident incident, Actor actor, String reason) {
    Instant now = clock.instant();
    incidents.resolve(
        incident.id(),
        new Incident.Resolution(actor, Masking.mask(reason), now),
        Closing.postMortemDueAt(incident.severity(), silenced.worstTold(incident), now));
    StepTaken.Way way = new StepTaken.Way(false, Masking.mask(reason));
    steps.take(
        incident.id(),
        incident.course().round(),
        new StepTaken(IncidentStep.RESOLVE, way, actor, now));
    tell(incident.id(), Deed.RESOLVED, actor, "", reason);
  }

  private void take(Incident incident, IncidentStep step, StepTaken.Way way, Actor actor) {
    StepTaken.Way kept = new StepTaken.Way(way.skipped(), Masking.mask(way.note()));
    steps.take(
        incident.id(),
        incident.course().round(),
        new StepTaken(step, kept, actor, clock.instant()));
    Deed deed = way.skipped() ? Deed.STEP_SKIPPED : Deed.STEP_DONE;
    tell(incident.id(), deed, actor, step.name(), way.note());
  }

  /** Worse from now on; or less, and then it never was as bad. */
  private void setSeverity(Incident incident, Severity severity, IncidentEvent told) {
    if (severity.compareTo(incident.severity()) < 0) {
      worsening.to(severity, incident, told);
    } else {
      Terms.Due due = terms.of(severity).from(incident.course().roundAt());
      incidents.setSeverity(incident.id(), severity, due);
      log.tell(told);
    }
  }

  private void tell(IncidentId id, Deed deed, Actor actor, String detail, String reason) {
    log.tell(new IncidentEvent.ByPerson(id, deed, actor, detail, reason));
  }

  /**
   * @param decision writes what is wished, or says why it cannot be
   */
  private IncidentChange change(IncidentId id, Function<Incident, Optional<String>> decision) {
    if (!incidents.lock(id)) {
      return new IncidentChange.Unknown();
    }
    Optional<String> refusal = decision.apply(reading.find(id).orElseThrow());
    return refusal
        .<IncidentChange>map(IncidentChange.Refused::new)
        .orElseGet(() -> new IncidentChange.Done(reading.find(id).orElseThrow()));
  }
}
