package ai.agentbar.sandbox.midtrans;

import ai.agentbar.sandbox.base.Timetable;
import ai.agentbar.sandbox.fault.FaultSwitches;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Somebody who guesses order ids and claims they were paid, without the merchant's key. Steady at
 * the rate of the switch, or a handful at once.
 */
final class Forger {

  static final int AT_ONCE_MAX = 5_000;

  private static final Duration TICK = Duration.ofMillis(100);
  private static final double TICKS_PER_SECOND = 10;
  private static final int ORDERS_KNOWN = 50;

  private final Ledger ledger;
  private final Notifications notifications;
  private final FaultSwitches switches;
  private final RandomGenerator random;
  private double owed;

  Forger(
      Ledger ledger, Notifications notifications, FaultSwitches switches, RandomGenerator random) {
    this.ledger = ledger;
    this.notifications = notifications;
    this.switches = switches;
    this.random = random;
  }

  void start(Timetable timetable) {
    timetable.every(TICK, this::tick);
  }

  /** Sends that many now. */
  void forge(int count) {
    List<Transaction> known = ledger.newest(ORDERS_KNOWN);
    for (int i = 0; i < count; i++) {
      if (known.isEmpty()) {
        notifications.forge("ORDER-" + random.nextInt(1_000_000), "50000.00", ledger.newId());
      } else {
        Transaction victim = known.get(random.nextInt(known.size()));
        notifications.forge(victim.orderId(), victim.amount().wire(), victim.id());
      }
    }
  }

  private synchronized void tick() {
    double perSecond = switches.current().delivery().forgePerSecond();
    owed = perSecond == 0 ? 0 : owed + perSecond / TICKS_PER_SECOND;
    int due = (int) owed;
    owed -= due;
    if (due > 0) {
      forge(due);
    }
  }
}
