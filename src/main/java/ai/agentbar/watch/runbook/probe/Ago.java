package ai.agentbar.watch.runbook.probe;

import java.time.Duration;

/** A length of time in one word, for people. */
final class Ago {

  private Ago() {}

  static String indonesian(Duration length) {
    if (length.toHours() > 0) {
      return "%d jam %d mnt".formatted(length.toHours(), length.toMinutesPart());
    }
    return length.toMinutes() > 0
        ? length.toMinutes() + " mnt"
        : Math.max(0, length.toSeconds()) + " dtk";
  }

  static String english(Duration length) {
    if (length.toHours() > 0) {
      return "%d h %d min".formatted(length.toHours(), length.toMinutesPart());
    }
    return length.toMinutes() > 0
        ? length.toMinutes() + " min"
        : Math.max(0, length.toSeconds()) + " s";
  }
}
