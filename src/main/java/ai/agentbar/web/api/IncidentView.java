package ai.agentbar.web.api;

import ai.agentbar.kernel.Actor;
import ai.agentbar.watch.alert.Acknowledgement;
import ai.agentbar.watch.incident.Clock;
import ai.agentbar.watch.incident.Entry;
import ai.agentbar.watch.incident.Incident;
import ai.agentbar.watch.incident.IncidentRole;
import ai.agentbar.watch.incident.StepTaken;
import ai.agentbar.watch.playbook.Severity;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An incident as the API shows it. */
record IncidentView(
    long id,
    Severity severity,
    Incident.State state,
    int round,
    Instant openedAt,
    @Nullable Instant recoveredAt,
    @Nullable Said acknowledged,
    @Nullable Said resolved,
    @Nullable ClockView acknowledgeClock,
    @Nullable ClockView resolveClock,
    @Nullable DutyView postMortem,
    Map<String, Actor> roles,
    List<AlertView> alerts,
    long entriesLeftOut) {

  /** Somebody said so. */
  record Said(Actor actor, Instant at, String note) {

    static Said of(Acknowledgement acknowledgement) {
      return new Said(acknowledgement.actor(), acknowledgement.at(), acknowledgement.note());
    }

    static Said of(Incident.Resolution resolution) {
      return new Said(resolution.actor(), resolution.at(), resolution.reason());
    }
  }

  record ClockView(Instant startedAt, Instant dueAt, @Nullable Instant stoppedAt, boolean overdue) {

    static ClockView of(Clock clock, Instant now) {
      return new ClockView(
          clock.startedAt(), clock.dueAt(), clock.stoppedAt().orElse(null), clock.isOverdue(now));
    }
  }

  record DutyView(
      Instant dueAt, @Nullable Actor signedBy, @Nullable Instant signedAt, boolean overdue) {

    static DutyView of(Incident.PostMortemDuty duty, Instant now) {
      return new DutyView(
          duty.dueAt(),
          duty.signed().map(Incident.Signature::actor).orElse(null),
          duty.signed().map(Incident.Signature::at).orElse(null),
          duty.isOverdue(now));
    }
  }

  record AlertView(
      long firing, String rule, Severity severity, Instant joinedAt, @Nullable Instant endedAt) {

    static AlertView of(Incident.Member member) {
      return new AlertView(
          member.firing().number(),
          member.ruleId(),
          member.severity(),
          member.joinedAt(),
          member.endedAt().orElse(null));
    }
  }

  record StepView(String step, boolean skipped, Actor actor, Instant at, String note) {

    static StepView of(StepTaken taken) {
      return new StepView(
          taken.step().name().toLowerCase(Locale.ROOT),
          taken.way().skipped(),
          taken.actor(),
          taken.at(),
          taken.way().note());
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record EntryView(
      Instant at,
      Entry.Kind kind,
      String event,
      String text,
      @Nullable Actor actor,
      @Nullable Long firing) {

    static EntryView of(Entry entry) {
      return new EntryView(
          entry.at(),
          entry.kind(),
          entry.event(),
          entry.text(),
          entry.actor().orElse(null),
          entry.firing().map(it -> it.number()).orElse(null));
    }
  }

  /** One incident with all that happened in it. */
  record Full(IncidentView incident, List<StepView> steps, List<EntryView> timeline) {}

  record Page(List<IncidentView> incidents) {}

  static IncidentView of(Incident incident, Instant now) {
    Incident.Course course = incident.course();
    return new IncidentView(
        incident.id().number(),
        incident.severity(),
        incident.state(),
        course.round(),
        course.openedAt(),
        course.recoveredAt().orElse(null),
        course.acknowledged().map(Said::of).orElse(null),
        course.resolution().map(Said::of).orElse(null),
        clock(incident.acknowledge(), now),
        clock(incident.resolve(), now),
        incident.postMortem().map(it -> DutyView.of(it, now)).orElse(null),
        incident.roles().entrySet().stream()
            .collect(Collectors.toMap(it -> name(it.getKey()), Map.Entry::getValue)),
        incident.alerts().stream().map(AlertView::of).toList(),
        incident.entriesLeftOut());
  }

  private static @Nullable ClockView clock(Optional<Clock> clock, Instant now) {
    return clock.map(it -> ClockView.of(it, now)).orElse(null);
  }

  private static String name(IncidentRole role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
