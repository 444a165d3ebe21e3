package ai.agentbar.notification;

import ai.agentbar.event.EventLog;
import ai.agentbar.kernel.Actor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Holds reminders back and lets them go, on all nodes. While they are held back none is put into
 * the outbox and none that waits there is sent; whether they are still true is asked when they go
 * on.
 */
@Service
public class ReminderSwitch {

  /** Reminders are held back, since when, by whom and why. */
  public record Pause(Instant since, Actor by, String reason) {}

  /**
   * The reminders whose time came within the last hour, and those that are to come.
   *
   * @param due how many had their time
   * @param queued of these put into the outbox
   * @param sent of these taken by at least one provider
   * @param unneeded of these no longer true, so that none was sent
   * @param overdue whose time is past and about which nothing was done so far, however old
   * @param oldestOverdue when the oldest of these should have gone
   * @param nextHour due within the next hour
   */
  public record Standing(
      long due,
      long queued,
      long sent,
      long unneeded,
      long overdue,
      Optional<Instant> oldestOverdue,
      long nextHour) {}

  private final ReminderPauseTable table;
  private final EventLog events;
  private final InstantSource clock;

  ReminderSwitch(ReminderPauseTable table, EventLog events, InstantSource clock) {
    this.table = table;
    this.events = events;
    this.clock = clock;
  }

  public Optional<Pause> pause() {
    return table.pause();
  }

  public Standing standing() {
    return table.standing(clock.instant());
  }

  /** When the oldest reminder should have gone about which nothing was done so far. */
  public Optional<Instant> oldestOverdue() {
    return table.oldestOverdue(clock.instant());
  }

  /** False where they were held back before; nothing changes then. */
  @Transactional
  public boolean hold(Actor actor, String reason) {
    boolean held = table.hold(actor, reason, clock.instant());
    if (held) {
      events.append(new ReminderEvent(true, actor));
    }
    return held;
  }

  /** False where they were not held back. */
  @Transactional
  public boolean release(Actor actor) {
    boolean released = table.release();
    if (released) {
      events.append(new ReminderEvent(false, actor));
    }
    return released;
  }
}
