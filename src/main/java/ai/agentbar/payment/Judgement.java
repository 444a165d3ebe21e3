package ai.agentbar.payment;

import ai.agentbar.payment.PaymentFact.Kind;
import ai.agentbar.payment.Verdict.Apply;
import ai.agentbar.payment.Verdict.Ignore;
import ai.agentbar.payment.Verdict.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The table of outcomes: what a report of the gateway's means for transaction, order and facts.
 * Pure: the same ledger and the same report give the same verdict, whoever asks and however often.
 *
 * <p>Source of the rules: Midtrans' status cycle and the habits of its official plugins. A {@code
 * deny} and the {@code expire} of a card end a transaction, never the order, since the buyer may
 * try again on the same page. Money that arrives always counts, also after the order had ended
 * unpaid.
 */
public final class Judgement {

  private static final String CURRENCY = "IDR";

  private final PaymentLedger ledger;
  private final TransactionReport report;
  private final Optional<TransactionStatus> known;

  private Judgement(PaymentLedger ledger, TransactionReport report) {
    this.ledger = ledger;
    this.report = report;
    this.known = ledger.transaction(report.transactionId()).map(PaymentLedger.Transaction::status);
  }

  /**
   * What the report means, given what is known; the report is the gateway's answer to a question of
   * ours.
   */
  public static Verdict of(PaymentLedger ledger, TransactionReport report) {
    return new Judgement(ledger, report).verdict();
  }

  private Verdict verdict() {
    Optional<Kind> mismatch = mismatch();
    if (mismatch.isPresent()) {
      return noteOnly(new PaymentFact(mismatch.get(), report.transactionId()));
    }
    return switch (report.outcome()) {
      case Outcome.Unrecognised(String raw) ->
          noteOnly(new PaymentFact(Kind.UNRECOGNISED_STATUS, report.transactionId() + ":" + raw));
      case Outcome.Denied _ -> move(takenBackOr(TransactionStatus.DENIED), List.of());
      case Outcome.Refunded(boolean whole, List<Outcome.Refund> refunds) ->
          move(
              whole ? TransactionStatus.REFUNDED : TransactionStatus.PARTIALLY_REFUNDED,
              refunds.stream()
                  .map(it -> new PaymentFact(Kind.REFUND, it.key()))
                  .distinct()
                  .toList());
      case Outcome.Known(TransactionStatus status) ->
          move(status == TransactionStatus.CANCELLED ? takenBackOr(status) : status, List.of());
    };
  }

  /** A report about other money than ours has no effect but to be noted. */
  private Optional<Kind> mismatch() {
    if (report.merchantId() != null && !report.merchantId().equals(ledger.merchantId())) {
      return Optional.of(Kind.MERCHANT_MISMATCH);
    }
    if (!report.currency().equals(CURRENCY)) {
      return Optional.of(Kind.CURRENCY_MISMATCH);
    }
    if (!ledger.amount().isWrittenAs(report.grossAmount())) {
      return Optional.of(Kind.AMOUNT_MISMATCH);
    }
    return Optional.empty();
  }

  /** A denial or a cancellation after the money was taken means that it went back. */
  private TransactionStatus takenBackOr(TransactionStatus ended) {
    return known.filter(TransactionStatus::wasPaid).isPresent()
        ? TransactionStatus.REVERSED
        : ended;
  }

  private Verdict move(TransactionStatus to, List<PaymentFact> facts) {
    List<Change> changes = new ArrayList<>();
    if (known.isEmpty() || to.outranks(known.get())) {
      changes.add(new Change.TransactionMoved(report, known.orElse(null), to));
      changes.addAll(consequences(to));
    }
    facts.forEach(fact -> note(fact).forEach(changes::add));
    if (!changes.isEmpty()) {
      return new Apply(changes);
    }
    return new Ignore(known.get() == to ? Reason.DUPLICATE : Reason.STALE);
  }

  private List<Change> consequences(TransactionStatus to) {
    List<Change> changes = new ArrayList<>();
    switch (to) {
      case PENDING, AUTHORIZED -> changes.addAll(opened());
      case REVIEW -> {
        changes.addAll(opened());
        note(Kind.UNDER_REVIEW).forEach(changes::add);
      }
      case PAID, PARTIALLY_REFUNDED, REFUNDED -> changes.addAll(paid());
      case PARTIALLY_CHARGED_BACK, CHARGED_BACK -> {
        changes.addAll(paid());
        changes.add(fact(Kind.CHARGEBACK, report.transactionId() + ":" + to));
      }
      case REVERSED -> note(Kind.REVERSAL).forEach(changes::add);
      case EXPIRED -> {
        if (!report.isCard() && nothingElseCanPay()) {
          changes.add(new Change.Expired());
        }
      }
      case CANCELLED -> {
        if (ledger.overdue() && nothingElseCanPay()) {
          changes.add(new Change.Failed("cancelled at Midtrans after the time to pay"));
        }
      }
      case DENIED, FAILED -> {
        // The buyer may try again on the same page; the order waits.
      }
    }
    return changes;
  }

  private List<Change> opened() {
    return ledger.status().isOpen() ? List.of(new Change.PaymentOpened()) : List.of();
  }

  /**
   * The money is there; the first to bring it pays the order, a second one is money to give back.
   */
  private List<Change> paid() {
    List<Change> changes = new ArrayList<>();
    if (known.filter(TransactionStatus::wasPaid).isPresent()) {
      return changes;
    }
    if (ledger.anotherHoldsMoney(report.transactionId())) {
      note(Kind.DOUBLE_PAYMENT).forEach(changes::add);
    }
    if (ledger.status().isEndedUnpaid()) {
      note(Kind.LATE_PAYMENT).forEach(changes::add);
    }
    changes.add(new Change.Settled(report.transactionId()));
    return changes;
  }

  private boolean nothingElseCanPay() {
    return report.gatewayOrderId().equals(ledger.newestAttempt())
        && !ledger.anotherMayStillPay(report.transactionId())
        && !ledger.anotherHoldsMoney(report.transactionId());
  }

  private Verdict noteOnly(PaymentFact fact) {
    List<Change> changes = note(fact).toList();
    return changes.isEmpty() ? new Ignore(Reason.DUPLICATE) : new Apply(changes);
  }

  private Stream<Change> note(Kind kind) {
    return note(new PaymentFact(kind, report.transactionId()));
  }

  private Stream<Change> note(PaymentFact fact) {
    return ledger.facts().contains(fact)
        ? Stream.empty()
        : Stream.of(new Change.FactNoted(fact, report.transactionId()));
  }

  private Change fact(Kind kind, String key) {
    return new Change.FactNoted(new PaymentFact(kind, key), report.transactionId());
  }
}
