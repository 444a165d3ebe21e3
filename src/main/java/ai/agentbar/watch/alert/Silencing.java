package ai.agentbar.watch.alert;

/** What came of the wish to silence a rule. */
public sealed interface Silencing {

  record Begun(Silence silence) implements Silencing {}

  /**
   * Nothing changed.
   *
   * @param field which of {@code rule}, {@code reason} and {@code until} is at fault
   * @param why for people, with the remedy
   */
  record Refused(String field, String why) implements Silencing {}
}
