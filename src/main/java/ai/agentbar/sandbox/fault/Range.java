package ai.agentbar.sandbox.fault;

/** What a fault's value may be; said by the name the control API knows it by. */
final class Range {

  static final int SLOW_MS_MAX = 60_000;

  private Range() {}

  static void within(String field, double value, double max) {
    if (!(value >= 0 && value <= max)) {
      throw new IllegalArgumentException(
          "%s lies between 0 and %.0f, not %s".formatted(field, max, value));
    }
  }

  static void share(String field, double value) {
    within(field, value, 1);
  }

  static void slowMs(String field, int value) {
    within(field, value, SLOW_MS_MAX);
  }
}
