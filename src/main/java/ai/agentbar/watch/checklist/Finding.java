package ai.agentbar.watch.checklist;

import ai.agentbar.watch.playbook.Wording;

/**
 * One item, filled in.
 *
 * @param normal what is normal, in words
 * @param link where it is seen in full; a path of our own, an address, or empty
 * @param note what the person who signed said about it
 */
public record Finding(
    ChecklistItem item, Verdict verdict, Wording value, Wording normal, String link, String note) {

  public enum Verdict {
    GOOD,
    BAD,
    /** It is not measured: the person who signs knows. */
    ASKED
  }
}
