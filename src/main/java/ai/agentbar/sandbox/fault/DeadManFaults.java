package ai.agentbar.sandbox.fault;

/**
 * The dead-man switch outside. Where several are on, the first of this list decides.
 *
 * @param deadManDown it answers 500
 * @param deadManLimited it answers 429 and asks for a pause
 * @param deadManSlowMs how long it takes before it answers
 */
public record DeadManFaults(boolean deadManDown, boolean deadManLimited, int deadManSlowMs) {

  static final DeadManFaults NONE = new DeadManFaults(false, false, 0);

  public DeadManFaults {
    Range.slowMs("dead_man_slow_ms", deadManSlowMs);
  }
}
