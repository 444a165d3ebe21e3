package ai.agentbar.sandbox.midtrans;

import ai.agentbar.sandbox.base.Pace;
import ai.agentbar.sandbox.base.Timetable;
import ai.agentbar.sandbox.fault.FaultSwitches;
import java.time.Duration;

/**
 * What the payment page's buttons and the control API do to a transaction: what they say and, where
 * a switch asks for it, something before or after it.
 */
final class Buttons {

  private static final Duration REVERSED_AFTER = Duration.ofMinutes(3);

  private final Ledger ledger;
  private final FaultSwitches switches;
  private final Timetable timetable;
  private final Pace pace;

  Buttons(Ledger ledger, FaultSwitches switches, Timetable timetable, Pace pace) {
    this.ledger = ledger;
    this.switches = switches;
    this.timetable = timetable;
    this.pace = pace;
  }

  Move press(String id, Outcome outcome) {
    if (outcome == Outcome.SETTLE && switches.current().midtrans().expireThenSettle()) {
      // Refused where it is not pending, and then it simply settles.
      var _ = ledger.apply(id, Outcome.EXPIRE);
    }
    Move move = ledger.apply(id, outcome);
    if (outcome == Outcome.SETTLE && move instanceof Move.Done(Transaction settled)) {
      reverseLater(settled);
    }
    return move;
  }

  private void reverseLater(Transaction settled) {
    if (switches.current().midtrans().reverseSettled() && settled.method().isReversible()) {
      timetable.after(
          pace.shorten(REVERSED_AFTER), () -> ledger.apply(settled.id(), Outcome.REVERSE));
    }
  }
}
