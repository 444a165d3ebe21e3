package ai.agentbar.event;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hands the event log to its readers, each event once per subscriber.
 *
 * <p>Identity values are given out before a commit, so "greater than the last id" would skip what
 * commits late. Events are read in the order of their transactions instead, and only below the
 * oldest one still open. Two events of one order may therefore arrive in another order than they
 * happened in; a fold merges them by rank.
 */
@Service
public class Subscriptions {

  private final EventTable table;
  private final TransactionTemplate transaction;

  Subscriptions(EventTable table, TransactionTemplate transaction) {
    this.table = table;
    this.transaction = transaction;
  }

  /**
   * Folds the next events and moves the subscriber's cursor in one transaction: after a crash
   * either both happened or neither. Opens that transaction; the fold must not call out of the
   * process.
   *
   * @return how many events were folded; 0 also while another node is folding for this subscriber
   */
  public int advance(String subscriber, int limit, Consumer<List<StoredEvent>> fold) {
    Integer folded =
        transaction.execute(
            _ -> {
              Optional<EventTable.Cursor> cursor = table.lockCursor(subscriber);
              if (cursor.isEmpty()) {
                return 0;
              }
              List<EventTable.Placed> next = table.readAfter(cursor.get(), limit);
              if (!next.isEmpty()) {
                fold.accept(next.stream().map(EventTable.Placed::event).toList());
                table.moveCursor(subscriber, next.getLast().place());
              }
              return next.size();
            });
    return folded == null ? 0 : folded;
  }

  /** How many events this subscriber has still to fold, counted up to {@code limit}. */
  public long lag(String subscriber, int limit) {
    return table.countAfterCursor(subscriber, limit);
  }

  /** The story of one order: its events, oldest first, up to {@code limit}. */
  public List<StoredEvent> ofOrder(String orderId, int limit) {
    return table.ofOrder(orderId, limit);
  }
}
