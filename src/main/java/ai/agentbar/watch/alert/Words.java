package ai.agentbar.watch.alert;

import java.time.Duration;

/** Durations in the short form that both languages read: {@code 12m 3s}. */
final class Words {

  private Words() {}

  static String of(Duration duration) {
    long hours = duration.toHours();
    if (hours > 0) {
      return duration.toMinutesPart() == 0
          ? hours + "h"
          : hours + "h " + duration.toMinutesPart() + "m";
    }
    if (duration.toMinutesPart() > 0) {
      return duration.toSecondsPart() == 0
          ? duration.toMinutesPart() + "m"
          : duration.toMinutesPart() + "m " + duration.toSecondsPart() + "s";
    }
    return duration.toSecondsPart() + "s";
  }
}
