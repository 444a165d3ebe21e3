package ai.agentbar.payment;

import ai.agentbar.kernel.OrderId;
import java.time.Duration;
import java.util.List;

/**
 * The door for asking Midtrans about payments whose notifications did not come. A run calls out:
 * never inside a transaction. Any number may go on at once, on any node: an order is asked about by
 * one of them at a time, and what two of them find is applied once.
 */
public interface Reconciliation {

  /** Who wants Midtrans to be asked. */
  enum Trigger {
    /** Its time has come: orders that are due. */
    SCHEDULE,
    /** A person: every open order, due or not. */
    BUTTON,
    /** An alert: every open order, due or not. */
    ALERT
  }

  /**
   * What came of a run, in orders: asked = paid + expired + unchanged + failed + failedOrders.
   *
   * @param unchanged open as before, or ended before
   * @param failed Midtrans gave no usable answer; they are asked about again soon
   * @param failedOrders ended as FAILED
   */
  record Run(
      int asked,
      int paid,
      int expired,
      int unchanged,
      int failed,
      int failedOrders,
      Duration duration) {}

  /**
   * What a run by button would ask about.
   *
   * @param open open orders, counted up to one more than a run asks about
   * @param most how many a run asks about at most, in number and by the time it has
   * @param sample the oldest of them
   */
  record Outlook(long open, int most, List<OrderId> sample) {}

  /** Changes and asks nothing. */
  Outlook outlook();

  /** Asks about the orders that the trigger is for, oldest first, bounded in orders and in time. */
  Run run(Trigger trigger);

  /**
   * Asks about one order, due or not, open or ended; about none where another run is asking about
   * it at this moment.
   */
  Run runOrder(OrderId id, Trigger trigger);
}
