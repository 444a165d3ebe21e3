package ai.agentbar.watch.incident;

import ai.agentbar.event.Audited;
import ai.agentbar.event.Event;
import ai.agentbar.event.EventType;
import ai.agentbar.kernel.Actor;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.playbook.Severity;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** What this room tells. Each stands in the incident's timeline too. */
public sealed interface IncidentEvent extends Event {

  IncidentId incident();

  @Override
  default EventType type() {
    return EventType.INCIDENT_CHANGED;
  }

  /** What a person may do to an incident. */
  enum Deed {
    ACKNOWLEDGED("was acknowledged"),
    COMMENTED("was commented"),
    ROLE_ASSIGNED("has a new role"),
    STEP_DONE("moved on"),
    STEP_SKIPPED("moved on without a step"),
    SEVERITY_SET("was given another severity"),
    RESOLVED("was resolved"),
    REOPENED("was reopened"),
    POST_MORTEM_SAVED("has a new text of its post-mortem"),
    POST_MORTEM_SIGNED("has its post-mortem");

    private final String words;

    Deed(String words) {
      this.words = words;
    }
  }

  /**
   * A person did something.
   *
   * @param detail what exactly: a step, a role, a severity
   * @param reason in the person's own words; it stands in the timeline and in the audit log
   */
  record ByPerson(
      IncidentId incident,
      @JsonIgnore Deed deed,
      Actor actor,
      String detail,
      @JsonIgnore String reason)
      implements IncidentEvent, Audited {

    @Override
    public String name() {
      return "INCIDENT_" + deed.name();
    }

    @Override
    public String subject() {
      return "incident " + incident;
    }

    @Override
    public String message() {
      return "Incident %s %s by %s%s"
          .formatted(incident, deed.words, actor, detail.isEmpty() ? "" : ": " + detail);
    }
  }

  /** A firing opened it. */
  record Opened(IncidentId incident, FiringId firing, String rule, Severity severity)
      implements IncidentEvent {

    @Override
    public String name() {
      return "INCIDENT_OPENED";
    }

    @Override
    public Level level() {
      return Level.WARN;
    }

    @Override
    public String message() {
      return "Incident %s was opened, %s, because %s fires".formatted(incident, severity, rule);
    }
  }

  /**
   * A firing became part of it.
   *
   * @param reopened whether it was resolved until then
   */
  record Joined(
      IncidentId incident,
      FiringId firing,
      String rule,
      Severity severity,
      boolean reopened,
      @JsonIgnore String why)
      implements IncidentEvent {

    @Override
    public String name() {
      return reopened ? "INCIDENT_REOPENED" : "INCIDENT_JOINED";
    }

    @Override
    public Level level() {
      return Level.WARN;
    }

    @Override
    public String message() {
      return reopened
          ? "Incident %s is open again: %s fires again".formatted(incident, rule)
          : "%s joined incident %s: %s".formatted(rule, incident, why);
    }
  }

  /** It became worse with its alerts. */
  record SeverityRaised(IncidentId incident, Severity from, Severity to, String rule)
      implements IncidentEvent {

    @Override
    public String name() {
      return "INCIDENT_SEVERITY_RAISED";
    }

    @Override
    public Level level() {
      return Level.WARN;
    }

    @Override
    public String message() {
      return "Incident %s went from %s to %s because of %s".formatted(incident, from, to, rule);
    }
  }

  /** It is worse than what somebody took on, and waits for somebody again. */
  record AcknowledgementFell(IncidentId incident, Severity severity) implements IncidentEvent {

    @Override
    public String name() {
      return "INCIDENT_ACKNOWLEDGEMENT_FELL";
    }

    @Override
    public Level level() {
      return Level.WARN;
    }

    @Override
    public String message() {
      return "Incident %s was acknowledged when it was less than %s; it is not any more"
          .formatted(incident, severity);
    }
  }

  /** Somebody took one of its alerts on, and with it the incident. */
  record TakenOn(IncidentId incident, FiringId firing, @JsonIgnore Actor by)
      implements IncidentEvent {

    @Override
    public String name() {
      return "INCIDENT_ACKNOWLEDGED";
    }

    @Override
    public String message() {
      return "Incident %s was acknowledged with its alert by %s".formatted(incident, by);
    }
  }

  /** Nothing of it fires any more. */
  record Recovered(IncidentId incident) implements IncidentEvent {

    @Override
    public String name() {
      return "INCIDENT_RECOVERED";
    }

    @Override
    public String message() {
      return "Incident %s recovered: nothing of it fires any more".formatted(incident);
    }
  }

  /** It was over and nobody said so. */
  record ResolvedByItself(IncidentId incident, Severity severity, Optional<Instant> postMortemDueAt)
      implements IncidentEvent {

    @Override
    public String name() {
      return "INCIDENT_RESOLVED";
    }

    @Override
    public String message() {
      return "Incident %s resolved by itself: it recovered and nobody moved it on"
          .formatted(incident);
    }
  }

  /** A post-mortem is over its time; a gauge counts it until it is not any more. */
  record PostMortemOverdue(IncidentId incident, Severity severity, Instant dueAt)
      implements IncidentEvent {

    @Override
    public String name() {
      return "POST_MORTEM_OVERDUE";
    }

    @Override
    public Level level() {
      return Level.WARN;
    }

    @Override
    public String message() {
      return "Incident %s (%s) has no signed post-mortem, which was due at %s"
          .formatted(incident, severity, dueAt);
    }
  }

  /** It was written at last, or the incident is open again. */
  record PostMortemNotOverdue(IncidentId incident) implements IncidentEvent {

    @Override
    public String name() {
      return "POST_MORTEM_NOT_OVERDUE";
    }

    @Override
    public String message() {
      return "The post-mortem of incident %s is not overdue any more".formatted(incident);
    }
  }

  /**
   * A clock is running out, or has.
   *
   * @param told the teams that were called
   */
  record ClockTold(
      IncidentId incident,
      Clock.Kind clock,
      Severity severity,
      int percent,
      Instant dueAt,
      String told)
      implements IncidentEvent {

    @Override
    public String name() {
      return percent >= Escalating.RUN_OUT ? "INCIDENT_OVERDUE" : "INCIDENT_ESCALATED";
    }

    @Override
    public Level level() {
      return percent >= Escalating.RUN_OUT ? Level.ERROR : Level.WARN;
    }

    @Override
    public String message() {
      return "Incident %s (%s): %d%% of the time to %s it has passed, due at %s%s"
          .formatted(
              incident,
              severity,
              percent,
              clock.name().toLowerCase(Locale.ROOT),
              dueAt,
              told.isEmpty() ? "" : "; told " + told);
    }
  }
}
