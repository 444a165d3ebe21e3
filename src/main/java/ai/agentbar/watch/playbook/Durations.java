package ai.agentbar.watch.playbook;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 30s}, {@code 10m}, {@code 4h}. */
public final class Durations {

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
  private static final Duration LONGEST = Duration.ofHours(24);

  private Durations() {}

  static Duration parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a duration is a number and ms, s, m or h, such as 10m, not '" + text + "'");
    }
    long number = Long.parseLong(matcher.group(1));
    Duration duration =
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(number);
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          default -> Duration.ofHours(number);
        };
    if (duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("'" + text + "' is longer than 24h");
    }
    return duration;
  }

  /** As the file has it: in the largest unit that loses nothing. */
  public static String written(Duration duration) {
    long ms = duration.toMillis();
    if (ms % 1_000 != 0) {
      return ms + "ms";
    }
    long seconds = ms / 1_000;
    if (seconds % 60 != 0 || seconds == 0) {
      return seconds + "s";
    }
    return seconds % 3_600 == 0 ? seconds / 3_600 + "h" : seconds / 60 + "m";
  }

  /** In the short form that both languages read: {@code 12m 3s}. */
  public static String text(Duration duration) {
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
