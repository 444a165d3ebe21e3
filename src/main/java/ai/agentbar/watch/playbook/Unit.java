package ai.agentbar.watch.playbook;

import ai.agentbar.watch.metric.Metric;
import java.time.Duration;
import java.util.List;

/** In what a metric is counted, which its name says; so its limit is written as people write it. */
public enum Unit {
  COUNT,
  SECONDS,
  MILLISECONDS,
  BYTES,
  PERCENT,
  RUPIAH;

  private static final long KIBI = 1_024;
  private static final long PERCENT_MAX = 100;
  private static final List<String> BYTE_UNITS = List.of("B", "KB", "MB", "GB", "TB");

  public static Unit of(Metric metric) {
    String key = metric.key();
    if (key.endsWith("_seconds") || metric == Metric.OUTBOX_LATENCY) {
      return SECONDS;
    }
    if (key.endsWith("_ms") || metric == Metric.JOB_EXECUTION_TIME) {
      return MILLISECONDS;
    }
    if (key.endsWith("_bytes")) {
      return BYTES;
    }
    if (key.endsWith("_percent")) {
      return PERCENT;
    }
    return key.endsWith("_rupiah") ? RUPIAH : COUNT;
  }

  /** A number as people read it. */
  public String text(long number) {
    return switch (this) {
      case COUNT -> Long.toString(number);
      case SECONDS -> Durations.text(Duration.ofSeconds(number));
      case MILLISECONDS ->
          number < 1_000 ? number + "ms" : Durations.text(Duration.ofMillis(number));
      case BYTES -> bytes(number);
      case PERCENT -> number + " %";
      case RUPIAH -> "Rp " + String.format(java.util.Locale.GERMAN, "%,d", number);
    };
  }

  /** A number as the file has it, so that {@link #parse} gives the same number again. */
  String written(long number) {
    return switch (this) {
      case COUNT, RUPIAH -> Long.toString(number);
      case SECONDS -> Durations.written(Duration.ofSeconds(number));
      case MILLISECONDS -> Durations.written(Duration.ofMillis(number));
      case BYTES -> writtenBytes(number);
      case PERCENT -> number + "%";
    };
  }

  private static String writtenBytes(long number) {
    int power = 0;
    long shown = number;
    while (shown >= KIBI && shown % KIBI == 0 && power < BYTE_UNITS.size() - 1) {
      shown /= KIBI;
      power++;
    }
    return shown + BYTE_UNITS.get(power);
  }

  /**
   * The number that a limit stands for: {@code 20}, {@code 5m}, {@code 80%}, {@code 20GB}.
   *
   * @throws IllegalArgumentException saying what was expected
   */
  long parse(String text) {
    return switch (this) {
      case COUNT, RUPIAH -> number(text, text, "a whole number is expected, such as 20");
      case SECONDS -> wholeSeconds(text);
      case MILLISECONDS -> Durations.parse(text).toMillis();
      case BYTES -> parseBytes(text);
      case PERCENT -> percent(text);
    };
  }

  /** A share in percent of something that may be less: {@code 130%}. */
  static long share(String text) {
    return number(text.replaceFirst("\\s*%$", ""), text, "a percentage is expected, such as 80%");
  }

  private static long percent(String text) {
    long percent = share(text);
    if (percent > PERCENT_MAX) {
      throw new IllegalArgumentException("'" + text + "' is more than 100%");
    }
    return percent;
  }

  private static long wholeSeconds(String text) {
    Duration duration = Durations.parse(text);
    if (duration.toMillisPart() != 0) {
      throw new IllegalArgumentException("whole seconds are expected, not '" + text + "'");
    }
    return duration.toSeconds();
  }

  private static long parseBytes(String text) {
    String unit = text.replaceFirst("^\\d+\\s*", "");
    int power = BYTE_UNITS.indexOf(unit);
    String expected = "a size is expected, such as 20GB";
    if (power < 0) {
      throw new IllegalArgumentException("%s, not '%s'".formatted(expected, text));
    }
    long number = number(text.substring(0, text.length() - unit.length()).strip(), text, expected);
    return number * Math.powExact(KIBI, power);
  }

  private static long number(String digits, String text, String expected) {
    if (!digits.matches("\\d{1,9}")) {
      throw new IllegalArgumentException("%s, not '%s'".formatted(expected, text));
    }
    return Long.parseLong(digits);
  }

  private static String bytes(long number) {
    int power = 0;
    long shown = number;
    while (shown >= KIBI && power < BYTE_UNITS.size() - 1) {
      shown /= KIBI;
      power++;
    }
    return shown + " " + BYTE_UNITS.get(power);
  }
}
