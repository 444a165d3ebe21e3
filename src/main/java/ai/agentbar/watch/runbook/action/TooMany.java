package ai.agentbar.watch.runbook.action;

import ai.agentbar.payment.NotificationInbox;
import ai.agentbar.payment.NotificationInbox.Outlook;
import ai.agentbar.watch.playbook.Wording;
import java.util.List;

/** The warning that one run does not take all notifications. */
final class TooMany {

  private TooMany() {}

  static List<Wording> warning(Outlook outlook) {
    return outlook.more()
        ? List.of(
            new Wording(
                "lebih dari %d; jalankan lagi untuk sisanya".formatted(NotificationInbox.AGAIN_MAX),
                "more than %d; run it again for the rest".formatted(NotificationInbox.AGAIN_MAX)))
        : List.of();
  }
}
