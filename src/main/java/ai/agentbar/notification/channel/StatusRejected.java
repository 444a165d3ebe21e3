package ai.agentbar.notification.channel;

import ai.agentbar.event.Event;
import ai.agentbar.event.EventType;

/**
 * Requests at the status webhook were turned away.
 *
 * @param count how many of them this event stands for; a flood is told once a second
 */
record StatusRejected(StatusRejections.Reason reason, long count) implements Event {

  @Override
  public EventType type() {
    return EventType.NOTIFICATION_STATUS;
  }

  @Override
  public String name() {
    return "STATUS_REJECTED";
  }

  @Override
  public String message() {
    return "Status webhook turned away: " + reason;
  }

  @Override
  public Level level() {
    return Level.WARN;
  }
}
