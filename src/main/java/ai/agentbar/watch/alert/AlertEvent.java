package ai.agentbar.watch.alert;

import ai.agentbar.event.Event;
import ai.agentbar.event.EventType;
import ai.agentbar.watch.playbook.Severity;
import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/** What this room tells. */
sealed interface AlertEvent extends Event {

  /** An alert stands otherwise than before. */
  record Changed(
      String rule,
      String from,
      String to,
      long value,
      long limit,
      Severity severity,
      @JsonIgnore String reason)
      implements AlertEvent {

    @Override
    public EventType type() {
      return EventType.ALERT_CHANGED;
    }

    @Override
    public String name() {
      return to.equals("OK") && from.equals("FIRING") ? "ALERT_RESOLVED" : "ALERT_" + to;
    }

    @Override
    public Level level() {
      return switch (to) {
        case "FIRING" -> Level.ERROR;
        case "NO_DATA" -> Level.WARN;
        default -> Level.INFO;
      };
    }

    @Override
    public String message() {
      return "Alert %s went from %s to %s: %s".formatted(rule, from, to, reason);
    }
  }

  /** A team was told: the other side accepted the message. */
  record Sent(String rule, String occasion, String team, Channel channel, int attempt)
      implements AlertEvent {

    @Override
    public EventType type() {
      return EventType.NOTIFICATION_SENT;
    }

    @Override
    public String name() {
      return "ALERT_SENT";
    }

    @Override
    public String message() {
      return "Alert %s was told to %s by %s".formatted(rule, team, channel);
    }
  }

  /**
   * A try to tell a team failed.
   *
   * @param last no other try follows
   */
  record NotSent(
      String rule,
      String occasion,
      String team,
      Channel channel,
      int attempt,
      boolean last,
      @JsonIgnore Failure cause)
      implements AlertEvent {

    @Override
    public EventType type() {
      return EventType.NOTIFICATION_FAILED;
    }

    @Override
    public String name() {
      return last ? "ALERT_DELIVERY_FAILED" : "ALERT_DELIVERY_DELAYED";
    }

    @Override
    public Level level() {
      return last ? Level.ERROR : Level.WARN;
    }

    @Override
    public @Nullable Failure failure() {
      return cause;
    }

    @Override
    public String message() {
      return "Alert %s could not be told to %s by %s%s"
          .formatted(rule, team, channel, last ? ", and is given up" : "");
    }
  }
}
