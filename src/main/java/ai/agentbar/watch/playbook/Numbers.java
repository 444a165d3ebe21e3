package ai.agentbar.watch.playbook;

/** Whole numbers within their limits. */
final class Numbers {

  private Numbers() {}

  /**
   * @throws IllegalArgumentException saying what was expected
   */
  static int parse(String text, int largest) {
    int number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    if (number < 1 || number > largest) {
      throw new IllegalArgumentException(
          "a whole number from 1 to %d is expected, not '%s'".formatted(largest, text));
    }
    return number;
  }

  /** A share in percent, 1 to 100: {@code 80%}. */
  static int percent(String text) {
    return parse(text.replaceFirst("\\s*%$", ""), 100);
  }
}
