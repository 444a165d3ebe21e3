package ai.agentbar.watch.runbook.action;

import ai.agentbar.payment.NotificationInbox;
import ai.agentbar.payment.NotificationInbox.Outlook;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.playbook.ActionName;
import ai.agentbar.watch.playbook.Wording;
import ai.agentbar.watch.runbook.Action;
import ai.agentbar.watch.runbook.ActionRequest;
import org.springframework.stereotype.Component;

/** Processes the notifications once more that failed and stayed. */
@Component
class ReplayNotifications implements Action {

  private final NotificationInbox inbox;

  ReplayNotifications(NotificationInbox inbox) {
    this.inbox = inbox;
  }

  @Override
  public ActionName name() {
    return ActionName.REPLAY_NOTIFICATIONS;
  }

  @Override
  public Metric metric() {
    return Metric.WEBHOOK_APPLIED_COUNT;
  }

  @Override
  public Preview preview() {
    Outlook outlook = inbox.failed();
    return new Preview(
        outlook.count(),
        outlook.sample().stream().map(String::valueOf).toList(),
        new Wording(
            "memproses ulang %d notifikasi yang gagal".formatted(outlook.count()),
            "processes %d notifications once more that failed".formatted(outlook.count())),
        TooMany.warning(outlook));
  }

  @Override
  public Outcome run(ActionRequest request) {
    int again = inbox.replayFailed();
    return new Outcome(
        again,
        new Wording(
            "%d notifikasi diproses ulang".formatted(again),
            "%d notifications are processed once more".formatted(again)));
  }
}
