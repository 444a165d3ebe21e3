package ai.agentbar.watch.delivery;

/** Why a message is sent; in a bundle the worst comes first. */
public enum Occasion {
  /** It began to fire. */
  FIRING,
  /** It has become worse. */
  RAISED,
  /** Somebody must come, since a clock runs out. */
  ESCALATED,
  /** It was silenced, the silence is over, and it fires. */
  SILENCE_ENDED,
  /** It still fires, and nobody has taken it on. */
  REPEATED,
  /** Its numbers are missing; whatever it watches is watched by nobody. */
  BLINDED,
  /** Its numbers are back. */
  SEEING,
  /** It is over. */
  RESOLVED;

  /** Whether everybody who is on call for it is told, and is reminded a while after. */
  boolean isForAll() {
    return switch (this) {
      case FIRING, RAISED, SILENCE_ENDED, REPEATED -> true;
      case ESCALATED, BLINDED, SEEING, RESOLVED -> false;
    };
  }

  /** Whether people must get it another way where this one fails. */
  boolean calls() {
    return switch (this) {
      case FIRING, RAISED, ESCALATED, SILENCE_ENDED, REPEATED, BLINDED -> true;
      case SEEING, RESOLVED -> false;
    };
  }
}
