package ai.agentbar.watch.delivery;

import ai.agentbar.event.Event;
import ai.agentbar.event.EventType;
import ai.agentbar.watch.alert.FiringId;
import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/** What became of a message to a team. */
sealed interface DeliveryEvent extends Event {

  /** A team was told: the other side accepted the message. */
  record Sent(
      FiringId firing, String rule, String occasion, String team, Channel channel, int attempt)
      implements DeliveryEvent {

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
      FiringId firing,
      String rule,
      String occasion,
      String team,
      Channel channel,
      int attempt,
      boolean last,
      @JsonIgnore Failure cause)
      implements DeliveryEvent {

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
