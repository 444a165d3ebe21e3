package ai.agentbar.payment.reconciliation;

import ai.agentbar.order.OrderStatus;
import ai.agentbar.payment.PaymentDossier;
import ai.agentbar.payment.PaymentDossier.Page;
import ai.agentbar.payment.PaymentDossier.Transaction;
import ai.agentbar.payment.TransactionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of an open order, once Midtrans was asked about all of it. Pure.
 *
 * <table>
 * <caption>After the deadline and its grace</caption>
 * <tr><th>what Midtrans says</th><th>what is done</th></tr>
 * <tr><td>anything pending</td><td>expire it at Midtrans, and ask again</td></tr>
 * <tr><td>authorized, or under review by the fraud check</td><td>wait: Midtrans or a person decides,
 *     by the end of the next day</td></tr>
 * <tr><td>an answer that does not fit the order (another amount, an unknown status)</td><td>wait, up
 *     to {@link #UNFIT_MAX}: a person was told by its fact; then FAILED</td></tr>
 * <tr><td>a method was chosen, and Midtrans tells nothing of it</td><td>wait, until its notifications
 *     would have come; then EXPIRED, and noted as not askable</td></tr>
 * <tr><td>the newest transaction was cancelled</td><td>FAILED: somebody took it back</td></tr>
 * <tr><td>a transaction expired, a card's too</td><td>EXPIRED: nobody refused, the buyer let the time
 *     pass; for a card that is the 3-D Secure page left open</td></tr>
 * <tr><td>only denials and failures</td><td>FAILED</td></tr>
 * <tr><td>nothing: no method was chosen on the newest page, or there is no page</td><td>EXPIRED</td>
 * </tr>
 * </table>
 *
 * <p>Before the deadline an order ends only where its newest transaction, not by card, has expired
 * and nothing else can pay. A transaction that the merchant cancelled leaves the order open: the
 * buyer gets a new page for the time that is left.
 */
final class Ending {

  static final Duration UNFIT_MAX = Duration.ofDays(7);

  /** Midtrans repeats a notification for 5 hours 42 minutes. */
  static final Duration NOTIFICATIONS_END = Duration.ofHours(6);

  private final PaymentDossier known;
  private final Replies replies;
  private final Instant now;

  private Ending(PaymentDossier known, Replies replies, Instant now) {
    this.known = known;
    this.replies = replies;
    this.now = now;
  }

  /**
   * What Midtrans answered beside what is in the dossier by now, by gateway order id.
   *
   * @param silentPages nothing was found for them
   * @param unfitPages the answer told of a transaction that does not fit the order
   * @param pagesInProgress they could not be closed, since a method was chosen on them
   * @param pagesInDoubt Midtrans could not tell whether one was chosen, and it may have been one
   *     that cannot be asked about
   */
  record Replies(
      Set<String> silentPages,
      Set<String> unfitPages,
      Set<String> pagesInProgress,
      Set<String> pagesInDoubt) {

    /** A method was chosen on them, and Midtrans tells nothing of it. */
    boolean areHidden() {
      return silentPages.stream().anyMatch(pagesInProgress::contains);
    }

    /** The pages that may have been paid without anyone being able to tell. */
    List<String> unaskable() {
      return silentPages.stream()
          .filter(it -> pagesInProgress.contains(it) || pagesInDoubt.contains(it))
          .sorted()
          .toList();
    }
  }

  /** What is to be done. */
  sealed interface Decision {

    /** Nothing now. */
    record Wait() implements Decision {}

    /** These can still be paid, and must not be any more. */
    record Expire(List<String> transactionIds) implements Decision {}

    record End(OrderStatus as, String reason) implements Decision {}
  }

  static Decision of(PaymentDossier known, Replies replies, Instant now) {
    return new Ending(known, replies, now).decision();
  }

  private Decision decision() {
    if (!known.order().status().isOpen()) {
      return new Decision.Wait();
    }
    return isOver(Schedule.GRACE) ? overdue() : early();
  }

  private Decision early() {
    boolean over =
        newestTransaction()
                .filter(it -> it.status() == TransactionStatus.EXPIRED && !it.isCard())
                .isPresent()
            && known.transactions().stream().noneMatch(it -> it.status().isLive())
            && replies.unfitPages().isEmpty()
            && !replies.areHidden();
    return over
        ? new Decision.End(OrderStatus.EXPIRED, "expired at Midtrans")
        : new Decision.Wait();
  }

  private Decision overdue() {
    List<Transaction> live =
        known.transactions().stream().filter(it -> it.status().isLive()).toList();
    List<String> pending =
        live.stream()
            .filter(it -> it.status() == TransactionStatus.PENDING)
            .map(Transaction::id)
            .toList();
    if (!pending.isEmpty()) {
      return new Decision.Expire(pending);
    }
    if (!live.isEmpty()) {
      return new Decision.Wait();
    }
    if (!replies.unfitPages().isEmpty()) {
      return isOver(UNFIT_MAX)
          ? new Decision.End(OrderStatus.FAILED, "what Midtrans holds does not fit the order")
          : new Decision.Wait();
    }
    if (replies.areHidden() && !isOver(NOTIFICATIONS_END)) {
      return new Decision.Wait();
    }
    return end();
  }

  private Decision end() {
    Optional<Transaction> newest = newestTransaction();
    if (newest.isEmpty()) {
      return new Decision.End(OrderStatus.EXPIRED, "the time to pay is over, nothing was paid");
    }
    if (newest.get().status() == TransactionStatus.CANCELLED) {
      return new Decision.End(OrderStatus.FAILED, "cancelled at Midtrans, the time to pay is over");
    }
    boolean expired =
        known.transactions().stream().anyMatch(it -> it.status() == TransactionStatus.EXPIRED);
    return expired
        ? new Decision.End(OrderStatus.EXPIRED, "expired at Midtrans")
        : new Decision.End(OrderStatus.FAILED, "denied at Midtrans, the time to pay is over");
  }

  /** Of the newest page: what became of older ones does not matter once there is another. */
  private Optional<Transaction> newestTransaction() {
    Optional<Page> page = known.newestPage();
    List<Transaction> transactions = page.map(known::transactionsOf).orElse(List.of());
    return transactions.isEmpty() ? Optional.empty() : Optional.of(transactions.getLast());
  }

  private boolean isOver(Duration after) {
    return !now.isBefore(known.order().payBy().plus(after));
  }
}
