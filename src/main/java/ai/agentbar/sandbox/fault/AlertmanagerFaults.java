package ai.agentbar.sandbox.fault;

/**
 * What takes webhooks in Alertmanager's format. Where several are on, the first of this list
 * decides.
 *
 * @param alertmanagerDown it answers 500
 * @param alertmanagerLimited it answers 429 and asks for a pause
 * @param alertmanagerSlowMs how long it takes before it answers
 */
public record AlertmanagerFaults(
    boolean alertmanagerDown, boolean alertmanagerLimited, int alertmanagerSlowMs) {

  static final AlertmanagerFaults NONE = new AlertmanagerFaults(false, false, 0);

  public AlertmanagerFaults {
    Range.slowMs("alertmanager_slow_ms", alertmanagerSlowMs);
  }
}
