package ai.agentbar.job;

import java.time.Duration;

/**
 * Work that is done again and again, by one node at a time, whichever is alive. Each run is
 * recorded; a run that did not start in time and one that runs too long are two different troubles.
 *
 * <p>A run is repeatable: a node that dies in the middle leaves its work to the next run, which
 * finds what is still to do in the tables.
 */
public interface RecurringJob {

  /** A short name for people, in kebab case: {@code reconciliation}. */
  String name();

  /** From the end of one run to the start of the next. */
  Duration every();

  /** How long a run may take before it counts as too long. */
  Duration limit();

  /**
   * Does what is due, bounded in rows.
   *
   * @return how many rows it changed or asked about
   */
  long run();
}
