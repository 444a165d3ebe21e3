package ai.agentbar.watch.runbook;

import ai.agentbar.event.Masking;
import ai.agentbar.kernel.Actor;
import ai.agentbar.kernel.FreeText;

/**
 * Who acts, and why, in their own words; nobody acts without a reason. Personal data in it is
 * covered.
 */
public record Because(Actor actor, String reason) {

  public static final int REASON_LENGTH_MAX = 500;

  public Because {
    reason = FreeText.storable(reason);
    if (reason.isEmpty() || reason.length() > REASON_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "is 1 to %d characters that say why".formatted(REASON_LENGTH_MAX));
    }
    reason = Masking.mask(reason);
  }
}
