package ai.agentbar.watch.runbook;

/** Why somebody acts, in their own words. */
final class Reasons {

  private Reasons() {}

  /**
   * @throws IllegalArgumentException where there is none, or one that is too long
   */
  static String valid(String reason) {
    String stripped = reason.strip();
    if (stripped.isEmpty() || stripped.length() > ActionRequest.REASON_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "a reason has 1 to %d characters".formatted(ActionRequest.REASON_LENGTH_MAX));
    }
    return stripped;
  }
}
