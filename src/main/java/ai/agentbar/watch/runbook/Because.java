package ai.agentbar.watch.runbook;

import ai.agentbar.kernel.Actor;

/** Who acts, and why, in their own words; nobody acts without a reason. */
public record Because(Actor actor, String reason) {

  public static final int REASON_LENGTH_MAX = 500;

  public Because {
    reason = reason.strip();
    if (reason.isEmpty() || reason.length() > REASON_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "is 1 to %d characters that say why".formatted(REASON_LENGTH_MAX));
    }
  }
}
