package ai.agentbar.watch.runbook.action;

import ai.agentbar.notification.ReminderSwitch;
import ai.agentbar.notification.ReminderSwitch.Pause;
import ai.agentbar.notification.ReminderSwitch.Standing;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.playbook.ActionName;
import ai.agentbar.watch.playbook.Wording;
import ai.agentbar.watch.runbook.Action;
import ai.agentbar.watch.runbook.ActionRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Holds the reminders back, until somebody lets them go. */
@Component
class PauseReminders implements Action {

  private final ReminderSwitch reminders;

  PauseReminders(ReminderSwitch reminders) {
    this.reminders = reminders;
  }

  @Override
  public ActionName name() {
    return ActionName.PAUSE_REMINDERS;
  }

  @Override
  public Metric metric() {
    return Metric.OUTBOX_PENDING;
  }

  @Override
  public Preview preview() {
    Optional<Pause> pause = reminders.pause();
    long held = pause.isPresent() ? 0 : held();
    return new Preview(
        held,
        List.of(),
        new Wording(
            "menahan %d pengingat satu jam ke depan, dan semua sesudahnya".formatted(held),
            "holds back %d reminders of the next hour, and all after them".formatted(held)),
        pause.map(PauseReminders::already).stream().toList());
  }

  @Override
  public Outcome run(ActionRequest request) {
    long held = reminders.hold(request.actor(), request.reason()) ? held() : 0;
    return new Outcome(
        held,
        new Wording(
            "pengingat ditahan; %d jatuh tempo dalam satu jam".formatted(held),
            "reminders are held back; %d fall due within an hour".formatted(held)));
  }

  private long held() {
    Standing standing = reminders.standing();
    return standing.overdue() + standing.nextHour();
  }

  private static Wording already(Pause pause) {
    return new Wording(
        "sudah ditahan oleh %s: %s".formatted(pause.by(), pause.reason()),
        "they are held back already by %s: %s".formatted(pause.by(), pause.reason()));
  }
}
