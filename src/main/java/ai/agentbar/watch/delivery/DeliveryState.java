package ai.agentbar.watch.delivery;

/** What became of a delivery. */
public enum DeliveryState {
  /** Nobody has tried yet. */
  WAITING,
  /** At least one try failed, and another follows. */
  RETRYING,
  /** Its reader had as many messages as the playbook allows; it goes into the next one. */
  HELD,
  /** The other side accepted it. */
  SENT,
  /** Given up; a person must tell the team another way. */
  FAILED,
  /** Not sent, since it was not true any more, or silenced. */
  CANCELLED;

  boolean isOpen() {
    return switch (this) {
      case WAITING, RETRYING, HELD -> true;
      case SENT, FAILED, CANCELLED -> false;
    };
  }
}
