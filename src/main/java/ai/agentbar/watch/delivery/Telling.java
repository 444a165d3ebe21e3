package ai.agentbar.watch.delivery;

import ai.agentbar.watch.alert.Firing;
import java.util.Optional;

/** Decides, when a delivery is to leave, what is still true of it. Pure. */
sealed interface Telling {

  /** Tell it, as what it is by now. */
  record Tell(Occasion shown) implements Telling {}

  /** Say nothing. */
  record Keep(String reason) implements Telling {}

  static Telling of(Occasion occasion, Optional<Firing> firing, boolean silenced) {
    // Whoever was told that it fires is not to believe so for ever.
    if (silenced && occasion.calls()) {
      return new Keep("silenced");
    }
    boolean over = firing.isPresent() && firing.get().isOver();
    boolean taken = firing.isPresent() && firing.get().acknowledged().isPresent();
    return switch (occasion) {
      // Nobody was told yet, so the end alone tells that it fired.
      case FIRING -> new Tell(over ? Occasion.RESOLVED : Occasion.FIRING);
      case REPEATED -> over || taken ? new Keep(reason(over)) : new Tell(occasion);
      case RAISED, ESCALATED, SILENCE_ENDED -> over ? new Keep(reason(true)) : new Tell(occasion);
      case BLINDED, SEEING, RESOLVED -> new Tell(occasion);
    };
  }

  private static String reason(boolean over) {
    return over ? "over" : "acknowledged";
  }
}
