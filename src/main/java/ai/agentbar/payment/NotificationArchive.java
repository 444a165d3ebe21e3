package ai.agentbar.payment;

import ai.agentbar.kernel.OrderId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The stored notifications, for people to look at; changes none.
 *
 * <p>Days are days in WIB, by which closed notifications are kept: whoever looks for one names its
 * day, and the other days are not opened.
 */
public interface NotificationArchive {

  /** Rows a page lists at most. */
  int ROWS_MAX = 200;

  /** Where one stands. */
  enum State {
    WAITING,
    APPLIED,
    IGNORED,
    FAILED,
    /** Turned away at the door; in a list of its own, with numbers of its own. */
    REJECTED
  }

  /**
   * One notification without its body.
   *
   * @param gatewayOrderId empty for what was turned away
   * @param order the order it names, where it names one of ours
   * @param reason why it was ignored or turned away, or the empty text
   * @param error of the last try to process it; masked
   */
  record Entry(
      long id,
      Instant receivedAt,
      State state,
      String gatewayOrderId,
      Optional<OrderId> order,
      String reason,
      Optional<Instant> closedAt,
      int attempts,
      String error) {}

  /** With its body, masked. */
  record Opened(Entry entry, String body) {}

  /**
   * What stands out now; each counted up to {@link #COUNT_MAX}.
   *
   * @param rejected in the last 24 hours, as far as they are kept
   */
  record Counts(long waiting, long failed, long rejected) {}

  int COUNT_MAX = 10_000;

  Counts counts();

  /**
   * Those received on a day, newest first; without a state all but the rejected.
   *
   * @param beforeId the last id of the page before; {@link Long#MAX_VALUE} for the first page
   */
  List<Entry> ofDay(LocalDate day, Optional<State> state, long beforeId, int limit);

  /** Those that wait, or those that failed, of whatever day; newest first. */
  List<Entry> open(State state, long beforeId, int limit);

  Optional<Opened> find(LocalDate day, long id);

  Optional<Opened> findRejected(long id);

  /** Those about some attempts that were received on some days, oldest first. */
  List<Opened> ofAttempts(Collection<String> gatewayOrderIds, Collection<LocalDate> days);
}
