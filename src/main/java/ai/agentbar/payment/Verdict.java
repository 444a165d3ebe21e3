package ai.agentbar.payment;

import java.util.List;

/** What a report means. A refusal is no failure: repeated and late reports are every day's work. */
public sealed interface Verdict {

  /** Something is new; do these, in this order. */
  record Apply(List<Change> changes) implements Verdict {
    public Apply {
      changes = List.copyOf(changes);
    }
  }

  /** Nothing is new, and why. */
  record Ignore(Reason reason) implements Verdict {}

  /** Why a report has no effect. */
  enum Reason {
    /** Said before. */
    DUPLICATE,
    /** Overtaken by what is already known. */
    STALE,
    /** Names no payment attempt of ours. */
    UNKNOWN_ORDER,
    /** The gateway's test button. */
    TEST
  }
}
