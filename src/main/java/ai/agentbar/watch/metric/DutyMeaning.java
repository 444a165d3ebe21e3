package ai.agentbar.watch.metric;

import ai.agentbar.event.StoredEvent;
import java.time.Instant;

/** What people owe the watch: signatures under checklists, and post-mortems. */
final class DutyMeaning {

  private static final String OVERDUE = "overdue";

  private DutyMeaning() {}

  static void tell(StoredEvent event, Folded folded) {
    Instant at = event.occurredAt();
    switch (event.name()) {
      case "CHECKLIST_UNSIGNED" -> {
        folded.change(Metric.CHECKLIST_UNSIGNED, 1, at);
        if (event.number("others") > 0) {
          folded.count(Metric.CHECKLIST_UNSIGNED_AGAIN_COUNT, 1, at);
        }
      }
      case "CHECKLIST_LAPSED" -> folded.change(Metric.CHECKLIST_UNSIGNED, -1, at);
      case "CHECKLIST_SIGNED" -> {
        if (event.text(OVERDUE).equals("true")) {
          folded.change(Metric.CHECKLIST_UNSIGNED, -1, at);
        }
      }
      case "POST_MORTEM_OVERDUE" -> folded.change(Metric.POST_MORTEM_OVERDUE, 1, at);
      case "POST_MORTEM_NOT_OVERDUE" -> folded.change(Metric.POST_MORTEM_OVERDUE, -1, at);
      default -> {
        // The rest is told for people.
      }
    }
  }
}
