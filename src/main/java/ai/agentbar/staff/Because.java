package ai.agentbar.staff;

import ai.agentbar.kernel.Actor;
import ai.agentbar.kernel.FreeText;

/** Who changes something, and why in their own words; the words may be left out. */
public record Because(Actor actor, String reason) {

  public static final int REASON_LENGTH_MAX = 500;

  public Because {
    reason = FreeText.storable(reason);
    if (reason.length() > REASON_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "a reason has up to %d characters".formatted(REASON_LENGTH_MAX));
    }
  }
}
