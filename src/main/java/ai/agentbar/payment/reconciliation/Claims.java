package ai.agentbar.payment.reconciliation;

import ai.agentbar.kernel.OrderId;
import ai.agentbar.payment.Reconciliation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes rows to ask about, each for one owner at a time. Opens the transaction. */
@Component
class Claims {

  private final ClaimTable table;
  private final Silence silence;
  private final InstantSource clock;
  private final TransactionTemplate transaction;

  Claims(ClaimTable table, Silence silence, InstantSource clock, TransactionTemplate transaction) {
    this.table = table;
    this.silence = silence;
    this.clock = clock;
    this.transaction = transaction;
  }

  /** Where the next rows of a run come from. */
  interface Source {
    List<ReconciliationRow> next(int limit);
  }

  /** Those that are due, sooner while notifications are silent. */
  Source due() {
    boolean silent = silence.reigns();
    return limit ->
        take(
            now -> {
              List<Long> ids = new ArrayList<>(table.due(now, limit));
              if (silent && ids.size() < limit) {
                ids.addAll(table.dueInSilence(now, limit - ids.size()));
              }
              return ids;
            });
  }

  /** Those that are due and whose time to pay is over. */
  Source overdue() {
    return limit -> take(now -> table.dueOverdue(now, now.minus(Schedule.GRACE), limit));
  }

  /** Those of which something says that they have ended. */
  Source ending() {
    return limit -> take(now -> table.dueEnding(now, limit));
  }

  /** All that are open, the oldest first, each once. */
  Source open() {
    long[] last = {0};
    return limit -> {
      List<ReconciliationRow> rows = take(now -> table.open(last[0], now, limit));
      rows.forEach(row -> last[0] = Math.max(last[0], row.lease().rowId()));
      return rows;
    };
  }

  /** What {@link #open} would give, and takes nothing. */
  Reconciliation.Outlook outlook(int most, int sample) {
    Instant now = clock.instant();
    return new Reconciliation.Outlook(
        table.countOpen(now, most + 1), most, table.oldestOpen(now, sample));
  }

  /** That one, once. */
  Source one(OrderId orderId) {
    boolean[] taken = {false};
    return _ -> {
      if (taken[0]) {
        return List.of();
      }
      taken[0] = true;
      return take(now -> table.one(orderId, now));
    };
  }

  private interface Choice {
    List<Long> of(Instant now);
  }

  private List<ReconciliationRow> take(Choice choice) {
    return Objects.requireNonNull(
        transaction.execute(
            _ -> {
              Instant now = clock.instant();
              List<Long> ids = choice.of(now);
              return ids.isEmpty()
                  ? List.<ReconciliationRow>of()
                  : table.take(ids, now.plus(Inquiry.LEASE));
            }));
  }
}
