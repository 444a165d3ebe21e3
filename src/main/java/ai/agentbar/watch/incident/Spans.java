package ai.agentbar.watch.incident;

import java.time.Duration;

/** How long something lasted, for people: {@code 1h 5m}. */
final class Spans {

  private Spans() {}

  static String text(Duration span) {
    if (span.toHours() > 0) {
      return "%dh %dm".formatted(span.toHours(), span.toMinutesPart());
    }
    return span.toMinutes() > 0
        ? "%dm %ds".formatted(span.toMinutesPart(), span.toSecondsPart())
        : span.toSeconds() + "s";
  }
}
