package ai.agentbar.watch.incident;

import ai.agentbar.watch.alert.AlertEvent;
import ai.agentbar.watch.incident.Incident.Member;
import ai.agentbar.watch.incident.Joining.Arrival;
import ai.agentbar.watch.incident.Joining.Placement;
import ai.agentbar.watch.playbook.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Opens, widens and recovers incidents in the transactions in which alerts change. */
@Component
class AlertIncidents {

  private final IncidentTable incidents;
  private final IncidentReadTable reading;
  private final StepTable steps;
  private final IncidentTerms terms;
  private final Silenced silenced;
  private final Worsening worsening;
  private final IncidentLog log;
  private final InstantSource clock;

  AlertIncidents(
      IncidentTable incidents,
      IncidentReadTable reading,
      StepTable steps,
      IncidentTerms terms,
      Silenced silenced,
      Worsening worsening,
      IncidentLog log,
      InstantSource clock) {
    this.incidents = incidents;
    this.reading = reading;
    this.steps = steps;
    this.terms = terms;
    this.silenced = silenced;
    this.worsening = worsening;
    this.log = log;
    this.clock = clock;
  }

  @EventListener
  void place(AlertEvent.Fired fired) {
    incidents.passGate();
    Instant now = clock.instant();
    Arrival arrival = new Arrival(fired.rule(), fired.severity(), now);
    List<Incident> recent = reading.openOrResolvedSince(now.minus(Joining.REOPEN_WITHIN));
    Member member =
        new Member(fired.firing(), fired.rule(), fired.severity(), now, Optional.empty());
    switch (Joining.place(arrival, recent)) {
      case Placement.Open _ -> open(member);
      case Placement.Join(Incident incident, String why) -> join(incident, member, why);
      case Placement.Reopen(Incident incident) -> reopen(incident, member);
    }
  }

  @EventListener
  void end(AlertEvent.Resolved resolved) {
    incidents.passGate();
    Instant now = clock.instant();
    if (!incidents.end(resolved.firing(), now)) {
      return;
    }
    Incident incident = locked(reading.ofFiring(resolved.firing()).orElseThrow());
    if (!incident.isResolved() && incident.firing().isEmpty()) {
      incidents.setRecovered(incident.id(), Optional.of(now));
      log.tell(new IncidentEvent.Recovered(incident.id()));
    }
  }

  @EventListener
  void raise(AlertEvent.SeverityRaised raised) {
    incidents.passGate();
    reading
        .ofFiring(raised.firing())
        .map(this::locked)
        .filter(it -> !it.isResolved())
        .ifPresent(
            it -> {
              incidents.raise(raised.firing(), raised.severity());
              raise(it, raised.severity(), raised.rule());
            });
  }

  /** From here on people are told of it: the clocks go on. */
  @EventListener
  void say(AlertEvent.StillFiring still) {
    incidents.passGate();
    reading
        .ofFiring(still.firing())
        .map(this::locked)
        .filter(it -> !it.isResolved())
        .ifPresent(
            it -> {
              Optional<Instant> since =
                  silenced.stoodSince(it, still.rule(), still.silencedSince());
              raise(since.map(at -> putOff(it, at)).orElse(it), still.severity(), still.rule());
            });
  }

  private void open(Member member) {
    Terms.Due due = terms.of(member.severity()).from(member.joinedAt());
    IncidentId id = incidents.open(member.severity(), due, member.joinedAt());
    incidents.join(id, member);
    log.tell(new IncidentEvent.Opened(id, member.firing(), member.ruleId(), member.severity()));
    steps.take(id, 1, Detected.by(member));
  }

  private void join(Incident found, Member member, String why) {
    Incident incident = locked(found.id());
    if (incident.isResolved()) {
      // Somebody resolved it between the reading and the lock.
      reopen(incident, member);
      return;
    }
    Optional<Instant> stoodSince =
        incident.course().recoveredAt().or(() -> silenced.standsSince(incident));
    incidents.join(incident.id(), member);
    log.tell(joined(incident, member, false, why));
    raise(goingOn(incident, stoodSince), member.severity(), member.ruleId());
  }

  /** The clocks stood while nothing fired that people were told of, and go on from there. */
  private Incident goingOn(Incident incident, Optional<Instant> stoodSince) {
    incidents.setRecovered(incident.id(), Optional.empty());
    return stoodSince.map(it -> putOff(incident, it)).orElse(incident);
  }

  private Incident putOff(Incident incident, Instant stoodSince) {
    Duration stood = Duration.between(stoodSince, clock.instant());
    incidents.setSeverity(incident.id(), incident.severity(), Terms.Due.of(incident).putOff(stood));
    return reading.find(incident.id()).orElseThrow();
  }

  private void reopen(Incident found, Member member) {
    Incident incident = locked(found.id());
    if (!incident.isResolved()) {
      join(incident, member, "a person had reopened it");
      return;
    }
    if (steps.isPostMortemOverdue(incident)) {
      log.tell(new IncidentEvent.PostMortemNotOverdue(incident.id()));
    }
    Severity severity = worse(incident.severity(), member.severity());
    Terms.Due due = terms.of(severity).from(member.joinedAt());
    incidents.reopen(incident.id(), severity, due, Optional.empty());
    incidents.join(incident.id(), member);
    log.tell(joined(incident, member, true, ""));
    steps.take(incident.id(), incident.course().round() + 1, Detected.by(member));
  }

  /** What is silenced makes it worse when people are told of it. */
  private void raise(Incident incident, Severity severity, String ruleId) {
    if (severity.compareTo(incident.severity()) >= 0 || silenced.isNow(ruleId)) {
      return;
    }
    worsening.to(
        severity,
        incident,
        new IncidentEvent.SeverityRaised(incident.id(), incident.severity(), severity, ruleId));
  }

  private Incident locked(IncidentId id) {
    incidents.lock(id);
    return reading.find(id).orElseThrow();
  }

  private static IncidentEvent joined(
      Incident incident, Member member, boolean reopened, String why) {
    return new IncidentEvent.Joined(
        incident.id(), member.firing(), member.ruleId(), member.severity(), reopened, why);
  }

  private static Severity worse(Severity one, Severity other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
