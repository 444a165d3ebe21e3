package ai.agentbar.watch.runbook.action;

import ai.agentbar.notification.ReminderSwitch;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.playbook.ActionName;
import ai.agentbar.watch.playbook.Wording;
import ai.agentbar.watch.runbook.Action;
import ai.agentbar.watch.runbook.ActionRequest;
import java.util.List;
import org.springframework.stereotype.Component;

/** Lets the reminders go on; each is sent only if it is still true then. */
@Component
class ResumeReminders implements Action {

  private final ReminderSwitch reminders;

  ResumeReminders(ReminderSwitch reminders) {
    this.reminders = reminders;
  }

  @Override
  public ActionName name() {
    return ActionName.RESUME_REMINDERS;
  }

  @Override
  public Metric metric() {
    return Metric.OUTBOX_PENDING;
  }

  @Override
  public Preview preview() {
    boolean paused = reminders.pause().isPresent();
    long overdue = paused ? reminders.standing().overdue() : 0;
    return new Preview(
        overdue,
        List.of(),
        new Wording(
            "melepas %d pengingat yang tertahan, sejauh masih benar".formatted(overdue),
            "lets %d reminders go that were held back, as far as they are still true"
                .formatted(overdue)),
        paused
            ? List.of()
            : List.of(
                new Wording("pengingat tidak sedang ditahan", "reminders are not held back")));
  }

  @Override
  public Outcome run(ActionRequest request) {
    long overdue = reminders.release(request.actor()) ? reminders.standing().overdue() : 0;
    return new Outcome(
        overdue,
        new Wording(
            "pengingat jalan lagi; %d yang tertahan diperiksa sekarang".formatted(overdue),
            "reminders go on; %d that were held back are looked at now".formatted(overdue)));
  }
}
