package ai.agentbar.watch.delivery;

/** What became of a message. */
public enum DeliveryState {
  /** Nobody has tried yet. */
  WAITING,
  /** At least one try is over or under way, and another may follow. */
  RETRYING,
  /** The other side accepted it. */
  SENT,
  /** Given up; a person must tell the team another way. */
  FAILED
}
