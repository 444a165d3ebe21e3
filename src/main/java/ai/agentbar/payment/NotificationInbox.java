package ai.agentbar.payment;

import ai.agentbar.job.GroupCommit;
import java.time.Instant;
import java.util.Optional;

/** The door for the gateway's notifications, for whoever takes them off the wire. Any thread. */
public interface NotificationInbox {

  /**
   * Takes a notification in, and returns when it is durable: after {@link Receipt.Stored} the bytes
   * survive any crash.
   *
   * @throws GroupCommit.NotStoredException where they are not known to be durable: the sender must
   *     send them again
   */
  Receipt receive(byte[] body);

  /** When the newest genuine notification was stored; tells whether they have fallen silent. */
  Optional<Instant> newestStoredAt();

  /** Counts a body that is too long to be a notification and was not read to its end. */
  void refuseOversized();
}
