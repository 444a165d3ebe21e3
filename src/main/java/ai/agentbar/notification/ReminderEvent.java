package ai.agentbar.notification;

import ai.agentbar.event.Event;
import ai.agentbar.event.EventType;
import ai.agentbar.kernel.Actor;

/** Reminders are held back, or go on. */
record ReminderEvent(boolean paused, Actor actor) implements Event {

  @Override
  public EventType type() {
    return EventType.CHANNEL_CHANGED;
  }

  @Override
  public String name() {
    return paused ? "REMINDERS_PAUSED" : "REMINDERS_RESUMED";
  }

  @Override
  public Level level() {
    return paused ? Level.WARN : Level.INFO;
  }

  @Override
  public String message() {
    return paused ? "Reminders are held back" : "Reminders go on";
  }
}
