package ai.agentbar.event;

import ai.agentbar.database.Day;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hands the event log to its readers, each event once per subscriber.
 *
 * <p>Identity values are given out before a commit, so "greater than the last id" would skip what
 * commits late. Events are read in the order of their transactions instead, and only below the
 * oldest one still open. Two events of one order may therefore arrive in another order than they
 * happened in; a fold merges them by rank.
 *
 * <p>Only the days from {@link #SLACK} before the last folded event on are opened. An event that is
 * still to be read lies in them: its transaction took its number after the folded one's did, and
 * between a transaction's number and the moments of its events lies no more than it may last,
 * {@link ai.agentbar.database.TransactionLimits#LONGEST}, which the database and {@link EventLog}
 * enforce. A clock that was set back is allowed for too.
 */
@Service
public class Subscriptions {

  static final Duration SLACK = Duration.ofDays(1);

  private final EventTable table;
  private final EventCursorTable cursors;
  private final InstantSource clock;
  private final TransactionTemplate transaction;

  Subscriptions(
      EventTable table,
      EventCursorTable cursors,
      InstantSource clock,
      TransactionTemplate transaction) {
    this.table = table;
    this.cursors = cursors;
    this.clock = clock;
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
              Optional<EventTable.Cursor> cursor = cursors.lock(subscriber);
              if (cursor.isEmpty()) {
                return 0;
              }
              List<EventTable.Placed> next =
                  table.readAfter(cursor.get(), firstDayBehind(cursor.get()), limit);
              if (!next.isEmpty()) {
                fold.accept(next.stream().map(EventTable.Placed::event).toList());
                cursors.move(subscriber, next.getLast().place());
              }
              return next.size();
            });
    return folded == null ? 0 : folded;
  }

  /** A place in the log's order; where a subscriber stands. Of use only to count between two. */
  public static final class Place {

    private final EventTable.Cursor cursor;

    private Place(EventTable.Cursor cursor) {
      this.cursor = cursor;
    }
  }

  /** Up to where this subscriber has folded. */
  public Place place(String subscriber) {
    return new Place(cursors.find(subscriber));
  }

  /** How many events lie behind one place, up to another one, counted up to {@code limit}. */
  public long countBetween(Place from, Place to, int limit) {
    return table.countBetween(from.cursor, to.cursor, firstDayBehind(from.cursor), limit);
  }

  /** How many events this subscriber has still to fold, counted up to {@code limit}. */
  public long lag(String subscriber, int limit) {
    EventTable.Cursor cursor = cursors.find(subscriber);
    return table.countAfter(cursor, firstDayBehind(cursor), limit);
  }

  /**
   * The story of one order: its events, oldest first, up to {@code limit}. What it costs depends on
   * the days on which something happened to the order, not on how many there are.
   */
  public List<StoredEvent> ofOrder(String orderId, int limit) {
    Optional<OrderDays> usual = OrderDays.of(orderId);
    List<StoredEvent> story = new ArrayList<>();
    usual.ifPresent(it -> story.addAll(table.ofOrder(orderId, it.first(), it.end(), limit)));
    for (Day day : table.lateDays(orderId)) {
      if (usual.filter(it -> it.contains(day)).isEmpty()) {
        story.addAll(table.ofOrder(orderId, day, day.plus(1), limit));
      }
    }
    return story.stream().sorted(Comparator.comparingLong(StoredEvent::id)).limit(limit).toList();
  }

  private @Nullable Day firstDayBehind(EventTable.Cursor cursor) {
    if (cursor.at() == null) {
      return null;
    }
    Instant now = clock.instant();
    Instant last = cursor.at().isBefore(now) ? cursor.at() : now;
    return Day.of(last.minus(SLACK));
  }
}
