package ai.agentbar.watch.playbook;

import java.time.Duration;
import java.util.Optional;

/** How far back a rule may look: every judgement, each few seconds, reads that much. */
final class Lookback {

  /** An hour and the day before it. */
  private static final Duration MAX = Duration.ofHours(25);

  private static final Duration SILENCE_WINDOW_MAX = Duration.ofHours(4);

  private Lookback() {}

  /** Why it looks back too far; empty where it does not. */
  static Optional<String> refusal(Rule rule) {
    if (rule instanceof Rule.Silence silence
        && silence.window().compareTo(SILENCE_WINDOW_MAX) > 0) {
      return Optional.of("a silence is judged over 4h at most");
    }
    return rule.lookback().compareTo(MAX) > 0
        ? Optional.of(
            "the rule would look back %s with the usual windows, 25h at most"
                .formatted(Durations.text(rule.lookback())))
        : Optional.empty();
  }
}
