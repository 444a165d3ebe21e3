package ai.agentbar.watch.metric;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a batch of events changes about single things: orders, payments, messages, pieces in a pipe.
 * Two changes of one thing add up, whichever comes first.
 */
final class Changes {

  private Changes() {}

  /** How an order's sums change. */
  record OrderChange(
      int created, int pending, @Nullable Instant pendingAt, int paid, int granted, long amount) {

    static final OrderChange LEFT_CREATED = new OrderChange(-1, 0, null, 0, 0, 0);
    static final OrderChange LEFT_PENDING = new OrderChange(0, -1, null, 0, 0, 0);
    static final OrderChange GRANTED = new OrderChange(0, 0, null, 0, 1, 0);

    static OrderChange created(long amount) {
      return new OrderChange(1, 0, null, 0, 0, amount);
    }

    static OrderChange becamePending(Instant at, long amount) {
      return new OrderChange(0, 1, at, 0, 0, amount);
    }

    static OrderChange paid(long amount) {
      return new OrderChange(0, 0, null, 1, 0, amount);
    }

    /** The amount is the order's in every event that names it, and no sum. */
    OrderChange plus(OrderChange other) {
      return new OrderChange(
          created + other.created,
          pending + other.pending,
          pendingAt == null ? other.pendingAt : pendingAt,
          paid + other.paid,
          granted + other.granted,
          Math.max(amount, other.amount));
    }
  }

  /**
   * What became known of a payment that is followed from its begin.
   *
   * @param label the method's; empty for an attempt as a whole
   */
  record CohortChange(String label, @Nullable Instant begunAt, boolean paid) {

    static final CohortChange PAID = new CohortChange("", null, true);

    static CohortChange begun(String label, Instant at) {
      return new CohortChange(label, at, false);
    }

    CohortChange plus(CohortChange other) {
      return begunAt == null
          ? new CohortChange(other.label, other.begunAt, paid || other.paid)
          : new CohortChange(label, begunAt, paid || other.paid);
    }
  }

  /** A payment of which both are known: it counts as paid for the window it began in. */
  record Converted(String label, Instant begunAt) {}

  /** A piece inside a pipe. */
  record Piece(Pipe pipe, String item) {

    static final int ITEM_CHARACTERS_MAX = 100;

    Piece {
      item = item.substring(0, Math.min(item.length(), ITEM_CHARACTERS_MAX));
    }
  }

  /** How the sum of a message changes: 1 while it waits, and since when. */
  record MessageChange(int waiting, @Nullable Instant waitingAt) {

    static final MessageChange WAITS_NO_LONGER = new MessageChange(-1, null);

    static MessageChange beganToWait(Instant at) {
      return new MessageChange(1, at);
    }

    /** A message that was put back waits since then. */
    MessageChange plus(MessageChange other) {
      Instant later =
          waitingAt == null || (other.waitingAt != null && other.waitingAt.isAfter(waitingAt))
              ? other.waitingAt
              : waitingAt;
      return new MessageChange(waiting + other.waiting, later);
    }
  }
}
