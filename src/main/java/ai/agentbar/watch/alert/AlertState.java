package ai.agentbar.watch.alert;

import java.time.Instant;

/** How a rule stands. */
public sealed interface AlertState {

  /** What can be said while there are numbers to judge. */
  sealed interface Known extends AlertState {}

  record Ok() implements Known {}

  /**
   * The condition holds, not yet for as long as the rule asks.
   *
   * @param limit the limit as it was when the condition began to hold
   */
  record Pending(Instant since, long limit) implements Known {}

  /**
   * People are told.
   *
   * @param heldAt when the condition last held; the hold before resolving counts from here
   * @param limit the limit as it was when the condition began to hold, so that a long spike does
   *     not become its own usual level
   */
  record Firing(Instant since, Instant heldAt, long limit) implements Known {}

  /** The numbers are missing or too old; the state before is kept, and nothing is resolved. */
  record NoData(Instant since, Known before) implements AlertState {}

  /** The last state that was judged on numbers. */
  default Known known() {
    return switch (this) {
      case Known known -> known;
      case NoData noData -> noData.before();
    };
  }

  /** The state's name in events and on the screen. */
  default String label() {
    return switch (this) {
      case Ok() -> "OK";
      case Pending _ -> "PENDING";
      case Firing _ -> "FIRING";
      case NoData _ -> "NO_DATA";
    };
  }
}
