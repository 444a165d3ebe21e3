package ai.agentbar.sandbox.midtrans;

import ai.agentbar.kernel.Rupiah;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which status follows which ({@code midtrans.md} 2.4). Pure: money fields and notifications are
 * the ledger's. An expired transaction may still settle: money paid on the last second arrives
 * after it.
 */
final class Lifecycle {

  private static final Set<Status> GIVES_BACK = Set.of(Status.SETTLEMENT, Status.PARTIAL_REFUND);

  private Lifecycle() {}

  /** The transaction after that outcome; empty where it cannot happen to it. */
  static Optional<Transaction> next(Transaction transaction, Outcome outcome, Instant now) {
    Status status = transaction.status();
    boolean pending = status == Status.PENDING;
    boolean undecided = status.isUndecided();
    boolean card = transaction.method() == Method.CREDIT_CARD;
    boolean challenged = transaction.isChallenged();
    boolean holdsMoney = GIVES_BACK.contains(status);
    boolean captured = status == Status.CAPTURE && !challenged;
    return switch (outcome) {
      case SETTLE ->
          when(
              pending || captured || status == Status.EXPIRE,
              transaction.to(Status.SETTLEMENT, Fraud.ACCEPT).settledAt(now));
      case AUTHORIZE -> when(pending && card, transaction.to(Status.AUTHORIZE, Fraud.ACCEPT));
      case CAPTURE -> when(undecided && card, transaction.to(Status.CAPTURE, Fraud.ACCEPT));
      case CHALLENGE -> when(pending && card, transaction.to(Status.CAPTURE, Fraud.CHALLENGE));
      case ACCEPT -> when(challenged, transaction.to(Status.CAPTURE, Fraud.ACCEPT));
      case DENY -> when(undecided || challenged, transaction.to(Status.DENY));
      case EXPIRE -> when(undecided, transaction.to(Status.EXPIRE));
      case CANCEL -> when(undecided || status == Status.CAPTURE, transaction.to(Status.CANCEL));
      case FAIL -> when(pending, transaction.to(Status.FAILURE));
      case REVERSE -> when(status == Status.SETTLEMENT, transaction.to(Status.DENY));
      case REFUND -> when(givesBack(transaction), transaction.to(Status.REFUND));
      case PARTIAL_REFUND ->
          when(
              givesBack(transaction) && transaction.refundable().compareTo(new Rupiah(1)) > 0,
              transaction.to(Status.PARTIAL_REFUND));
      case PARTIAL_CHARGEBACK ->
          when(card && (captured || holdsMoney), transaction.to(Status.PARTIAL_CHARGEBACK));
      case CHARGEBACK ->
          when(
              card && (captured || holdsMoney || status == Status.PARTIAL_CHARGEBACK),
              transaction.to(Status.CHARGEBACK));
    };
  }

  static List<Outcome> possible(Transaction transaction, Instant now) {
    return Arrays.stream(Outcome.values())
        .filter(outcome -> next(transaction, outcome, now).isPresent())
        .toList();
  }

  static boolean givesBack(Transaction transaction) {
    return transaction.method().isRefundable() && GIVES_BACK.contains(transaction.status());
  }

  private static Optional<Transaction> when(boolean possible, Transaction next) {
    return possible ? Optional.of(next) : Optional.empty();
  }
}
