package ai.agentbar.watch.checklist;

import ai.agentbar.watch.playbook.Wording;

/** What is looked at, in the order of section 6 of the playbook. */
public enum ChecklistItem {
  PAID_AGAINST_PENDING(
      "/boards/payments", "Cek paid vs pending ratio", "Check paid against pending"),
  WEBHOOK_ERRORS("/boards/webhooks", "Cek webhook error", "Check webhook errors"),
  OUTBOX_BACKLOG("/boards/outbox", "Cek outbox backlog", "Check the outbox backlog"),
  WORKER_AND_SCHEDULER("/boards/workers", "Cek worker & scheduler", "Check worker and scheduler"),
  CS_TICKETS("", "Review CS tickets", "Review CS tickets");

  private final String board;

  // A record of two strings, which the checker cannot see.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Wording text;

  ChecklistItem(String board, String indonesian, String english) {
    this.board = board;
    this.text = new Wording(indonesian, english);
  }

  public Wording text() {
    return text;
  }

  /** Where it is seen in full, on a page of our own; empty where it is not. */
  String board() {
    return board;
  }
}
