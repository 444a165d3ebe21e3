package ai.agentbar.staff.audit;

/** What a walk along the chain found. */
public sealed interface Verification {

  /**
   * Nothing was changed since the head was written.
   *
   * @param entries how many there are
   * @param head the hash of the last; kept elsewhere, it also shows a chain that was rewritten
   *     whole
   */
  record Intact(long entries, String head) implements Verification {}

  /**
   * Somebody changed something.
   *
   * @param number the first entry that is wrong
   * @param reason what is wrong with it
   */
  record Broken(long number, String reason) implements Verification {}
}
