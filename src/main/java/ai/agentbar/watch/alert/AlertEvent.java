package ai.agentbar.watch.alert;

import ai.agentbar.event.Audited;
import ai.agentbar.event.Event;
import ai.agentbar.event.EventType;
import ai.agentbar.kernel.Actor;
import ai.agentbar.watch.playbook.Severity;
import ai.agentbar.watch.playbook.Wording;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/**
 * What this room tells. Who must act in the very transaction listens to {@link Fired}, {@link
 * Resolved}, {@link SeverityRaised}, {@link StillFiring}, {@link Acknowledged} and {@link
 * Diagnosed}; who tells that nothing is judged, to {@link Changed} to and from {@code NO_DATA}. The
 * rule may be one that the playbook no longer has.
 */
public sealed interface AlertEvent extends Event {

  /** The rule of the playbook. */
  String rule();

  @Override
  default EventType type() {
    return EventType.ALERT_CHANGED;
  }

  /** An alert began to fire: people are told, probes run. */
  record Fired(
      FiringId firing,
      String rule,
      Severity severity,
      long value,
      long limit,
      MoneyAtRisk atRisk,
      @JsonIgnore String reason)
      implements AlertEvent {

    @Override
    public String name() {
      return "ALERT_FIRING";
    }

    @Override
    public Level level() {
      return Level.ERROR;
    }

    @Override
    public String message() {
      return "Alert %s fires: %s".formatted(rule, reason);
    }
  }

  /** It does not hold any more, and has not for as long as the rule asks. */
  record Resolved(FiringId firing, String rule, long value, long limit, @JsonIgnore Wording why)
      implements AlertEvent {

    @Override
    public String name() {
      return "ALERT_RESOLVED";
    }

    @Override
    public String message() {
      return "Alert %s is resolved: %s".formatted(rule, why.english());
    }
  }

  /** What fires has become worse; whoever was told is told again. */
  record SeverityRaised(
      FiringId firing, String rule, Severity severity, long value, @JsonIgnore String reason)
      implements AlertEvent {

    @Override
    public String name() {
      return "ALERT_SEVERITY_RAISED";
    }

    @Override
    public Level level() {
      return Level.ERROR;
    }

    @Override
    public String message() {
      return "Alert %s is %s now: %s".formatted(rule, severity, reason);
    }
  }

  /**
   * A silence is over, and what it kept quiet about still fires: now people are told.
   *
   * @param silencedSince since when nobody was told of the rule, maybe before it fired
   */
  record StillFiring(FiringId firing, String rule, Severity severity, Instant silencedSince)
      implements AlertEvent {

    @Override
    public String name() {
      return "ALERT_STILL_FIRING";
    }

    @Override
    public Level level() {
      return Level.ERROR;
    }

    @Override
    public String message() {
      return "Alert %s still fires, and its silence is over".formatted(rule);
    }
  }

  /** An alert stands otherwise than before, and neither began to fire nor was resolved. */
  record Changed(
      String rule, String from, String to, long value, long limit, @JsonIgnore String reason)
      implements AlertEvent {

    @Override
    public String name() {
      return "ALERT_" + to;
    }

    @Override
    public Level level() {
      return to.equals("NO_DATA") ? Level.WARN : Level.INFO;
    }

    @Override
    public String message() {
      return "Alert %s went from %s to %s: %s".formatted(rule, from, to, reason);
    }
  }

  /** A person has taken it on. */
  record Acknowledged(FiringId firing, String rule, Actor actor, String reason)
      implements AlertEvent, Audited {

    @Override
    public String name() {
      return "ALERT_ACKNOWLEDGED";
    }

    @Override
    public String subject() {
      return "alert " + rule;
    }

    @Override
    public String message() {
      return "Alert %s was acknowledged by %s".formatted(rule, actor);
    }
  }

  /** The probes have said what they found. */
  record Diagnosed(FiringId firing, String rule, long good, long bad, long unknown)
      implements AlertEvent {

    @Override
    public String name() {
      return "ALERT_DIAGNOSED";
    }

    @Override
    public String message() {
      return "Probed because of %s: %d good, %d bad, %d unknown"
          .formatted(rule, good, bad, unknown);
    }
  }
}
