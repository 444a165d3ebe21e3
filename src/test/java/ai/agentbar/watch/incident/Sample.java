package ai.agentbar.watch.incident;

import ai.agentbar.kernel.Actor;
import ai.agentbar.watch.alert.Acknowledgement;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.incident.Incident.Course;
import ai.agentbar.watch.incident.Incident.Member;
import ai.agentbar.watch.incident.Incident.PostMortemDuty;
import ai.agentbar.watch.incident.Incident.Resolution;
import ai.agentbar.watch.playbook.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Incidents for tests of decisions: opened at {@link #START}, in whatever state is asked for. */
record Sample(Incident incident) {

  static final Instant START = Instant.parse("2026-11-23T03:00:00Z");
  static final Actor AYU = Actor.person("ayu");
  static final Duration ACKNOWLEDGE_WITHIN = Duration.ofMinutes(10);
  static final Duration RESOLVE_WITHIN = Duration.ofMinutes(30);

  /** Each rule fires since the opening. */
  static Sample of(long id, Severity severity, String... rules) {
    List<Member> alerts =
        IntStream.range(0, rules.length)
            .mapToObj(
                i ->
                    new Member(
                        new FiringId(id * 100 + i), rules[i], severity, START, Optional.empty()))
            .toList();
    return new Sample(
        new Incident(
            new IncidentId(id),
            severity,
            new Course(
                1, START, START, false, Optional.empty(), Optional.empty(), Optional.empty()),
            Optional.of(new Clock(START, START.plus(ACKNOWLEDGE_WITHIN), Optional.empty())),
            Optional.of(new Clock(START, START.plus(RESOLVE_WITHIN), Optional.empty())),
            Optional.empty(),
            Map.of(),
            alerts,
            0));
  }

  Sample joinedBy(String rule, Severity severity, Instant at) {
    Member member = new Member(new FiringId(9_999), rule, severity, at, Optional.empty());
    return withAlerts(Stream.concat(incident.alerts().stream(), Stream.of(member)).toList());
  }

  Sample acknowledgedAt(Instant at) {
    Course it = incident.course();
    return with(
        new Course(
            it.round(),
            it.openedAt(),
            it.roundAt(),
            true,
            Optional.of(new Acknowledgement(AYU, "", at)),
            it.recoveredAt(),
            it.resolution()),
        stopped(incident.acknowledge(), at),
        incident.resolve());
  }

  Sample recoveredAt(Instant at) {
    Course it = incident.course();
    return withAlerts(
            incident.alerts().stream()
                .map(
                    alert ->
                        new Member(
                            alert.firing(),
                            alert.ruleId(),
                            alert.severity(),
                            alert.joinedAt(),
                            Optional.of(at)))
                .toList())
        .with(
            new Course(
                it.round(),
                it.openedAt(),
                it.roundAt(),
                it.touched(),
                it.acknowledged(),
                Optional.of(at),
                it.resolution()),
            stopped(incident.acknowledge(), at),
            stopped(incident.resolve(), at));
  }

  Sample resolvedAt(Instant at) {
    Course it = incident.course();
    return with(
        new Course(
            it.round(),
            it.openedAt(),
            it.roundAt(),
            it.touched(),
            it.acknowledged(),
            it.recoveredAt(),
            Optional.of(new Resolution(AYU, "fixed", at))),
        stopped(incident.acknowledge(), at),
        stopped(incident.resolve(), at));
  }

  Sample owingPostMortemBy(Instant dueAt) {
    return new Sample(
        new Incident(
            incident.id(),
            incident.severity(),
            incident.course(),
            incident.acknowledge(),
            incident.resolve(),
            Optional.of(new PostMortemDuty(dueAt, Optional.empty())),
            incident.roles(),
            incident.alerts(),
            0));
  }

  private Sample withAlerts(List<Member> alerts) {
    return new Sample(
        new Incident(
            incident.id(),
            incident.severity(),
            incident.course(),
            incident.acknowledge(),
            incident.resolve(),
            incident.postMortem(),
            incident.roles(),
            alerts,
            incident.entriesLeftOut()));
  }

  private Sample with(Course course, Optional<Clock> acknowledge, Optional<Clock> resolve) {
    return new Sample(
        new Incident(
            incident.id(),
            incident.severity(),
            course,
            acknowledge,
            resolve,
            incident.postMortem(),
            incident.roles(),
            incident.alerts(),
            incident.entriesLeftOut()));
  }

  private static Optional<Clock> stopped(Optional<Clock> clock, Instant at) {
    return clock.map(
        it -> new Clock(it.startedAt(), it.dueAt(), it.stoppedAt().or(() -> Optional.of(at))));
  }
}
