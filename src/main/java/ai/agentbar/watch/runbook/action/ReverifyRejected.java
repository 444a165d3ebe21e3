package ai.agentbar.watch.runbook.action;

import ai.agentbar.payment.NotificationInbox;
import ai.agentbar.payment.NotificationInbox.Outlook;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.playbook.ActionName;
import ai.agentbar.watch.playbook.Wording;
import ai.agentbar.watch.runbook.Action;
import ai.agentbar.watch.runbook.ActionRequest;
import org.springframework.stereotype.Component;

/** Takes in what was refused while a wrong server key was set. */
@Component
class ReverifyRejected implements Action {

  private final NotificationInbox inbox;

  ReverifyRejected(NotificationInbox inbox) {
    this.inbox = inbox;
  }

  @Override
  public ActionName name() {
    return ActionName.REVERIFY_REJECTED;
  }

  @Override
  public Metric metric() {
    return Metric.WEBHOOK_RECEIVED_TOTAL;
  }

  @Override
  public Preview preview() {
    Outlook outlook = inbox.wronglyRejected();
    return new Preview(
        outlook.count(),
        outlook.sample().stream().map(String::valueOf).toList(),
        new Wording(
            "menerima %d notifikasi yang dulu ditolak dan kini bertanda tangan benar"
                .formatted(outlook.count()),
            "takes in %d notifications that were refused and whose signature is true now"
                .formatted(outlook.count())),
        TooMany.warning(outlook));
  }

  @Override
  public Outcome run(ActionRequest request) {
    int again = inbox.reverifyRejected();
    return new Outcome(
        again,
        new Wording(
            "%d notifikasi yang dulu ditolak diterima".formatted(again),
            "%d notifications that were refused are taken in".formatted(again)));
  }
}
