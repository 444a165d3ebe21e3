package ai.agentbar.payment;

import ai.agentbar.job.GroupCommit;
import java.time.Instant;
import java.util.List;
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

  /** Notifications that {@link #replayFailed} or {@link #reverifyRejected} takes at most. */
  int AGAIN_MAX = 1_000;

  /**
   * What taking up again would take.
   *
   * @param count up to {@link #AGAIN_MAX}
   * @param more whether there are more than that
   * @param sample the first of them, by their numbers here
   * @param oldest when the oldest of them was received
   */
  record Outlook(int count, boolean more, List<Long> sample, Optional<Instant> oldest) {}

  /** Those that failed and stayed. Changes nothing. */
  Outlook failed();

  /**
   * Processes those once more that failed and stayed, with all their tries; oldest first.
   *
   * @return how many
   */
  int replayFailed();

  /**
   * Processes one of those once more, with all its tries.
   *
   * @return whether it had failed and stayed; if not, nothing was changed
   */
  boolean replay(long id);

  /** Those that were refused for their signature, and whose signature is true today. */
  Outlook wronglyRejected();

  /**
   * Takes in what was refused for its signature and whose signature is true under today's keys, as
   * if it had just been received; oldest first. Each is durable in the inbox before it is forgotten
   * among the refused.
   *
   * @return how many
   */
  int reverifyRejected();
}
