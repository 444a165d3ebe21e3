package ai.agentbar.notification;

import java.util.List;

/** What became of the wish to send a message once more. */
public sealed interface Requeue {

  /** Messages an outlook names. */
  int SAMPLE_MAX = 5;

  /** It waits again, with all its tries. */
  record Requeued() implements Requeue {}

  /** It is no longer true, and why; it is closed as skipped and calls nobody any more. */
  record Closed(String reason) implements Requeue {}

  /** It stays as it is, and why. */
  record Refused(String reason) implements Requeue {}

  /**
   * What became of the wish to send all of a channel.
   *
   * @param closed how many were no longer true
   * @param refused how many stay as they are
   * @param more whether some were not looked at, since there were too many
   */
  record Batch(int requeued, int closed, int refused, boolean more) {}

  /**
   * What sending all of a channel would do.
   *
   * @param sample the first of the messages that would be sent
   */
  record Outlook(Batch batch, List<Long> sample) {}
}
