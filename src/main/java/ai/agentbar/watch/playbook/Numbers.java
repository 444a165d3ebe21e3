package ai.agentbar.watch.playbook;

/** Whole numbers within their limits. */
final class Numbers {

  private Numbers() {}

  /**
   * @throws IllegalArgumentException saying what was expected
   */
  static int parse(String text, int largest) {
    return between(1, largest, text);
  }

  /** The same where 0 has a meaning. */
  static int parseOrZero(String text, int largest) {
    return between(0, largest, text);
  }

  /** A share in percent, 1 to 100: {@code 80%}. */
  static int percent(String text) {
    return parse(text.replaceFirst("\\s*%$", ""), 100);
  }

  private static int between(int smallest, int largest, String text) {
    int number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
    if (number < smallest || number > largest) {
      throw new IllegalArgumentException(
          "a whole number from %d to %d is expected, not '%s'".formatted(smallest, largest, text));
    }
    return number;
  }
}
