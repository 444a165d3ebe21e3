package ai.agentbar.payment.inbox;

import ai.agentbar.payment.NotificationReader;
import ai.agentbar.payment.NotificationReader.Reading;
import ai.agentbar.payment.PaymentGateway;
import ai.agentbar.payment.PaymentGateway.Answer;
import ai.agentbar.payment.Payments;
import ai.agentbar.payment.Payments.Standing;
import ai.agentbar.payment.TransactionReport;
import ai.agentbar.payment.Verdict;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Finds out whether a stored notification is true. The signature covers neither the status nor the
 * transaction, so every notification is only a reason to ask, and the gateway's answer is what
 * counts. Calls out: never inside a transaction.
 *
 * <p>An answer that falls short of the claim may lag behind it. It is asked for again quietly at
 * first; after {@link #QUIET_TRIES_MAX} each further try counts as a failure, so that a person
 * hears of it, and when the patience of the inbox is used up the notification stays, failed.
 */
@Component
class Confirmation {

  private static final int QUIET_TRIES_MAX = 8;
  private static final Pattern TRANSACTION_ID = Pattern.compile("[A-Za-z0-9._~-]{1,64}");

  private final NotificationReader reader;
  private final Payments payments;
  private final PaymentGateway gateway;

  Confirmation(NotificationReader reader, Payments payments, PaymentGateway gateway) {
    this.reader = reader;
    this.payments = payments;
    this.gateway = gateway;
  }

  /** What is to be done with a notification. */
  sealed interface Finding {

    /** The attempt it names, or the empty string; orders the work of a batch. */
    String gatewayOrderId();

    record Apply(TransactionReport report, Standing standing) implements Finding {
      @Override
      public String gatewayOrderId() {
        return standing.gatewayOrderId();
      }
    }

    record Ignore(String gatewayOrderId, Verdict.Reason reason) implements Finding {}

    /** The gateway does not confirm it so far; ask again later. */
    record NotYet(String gatewayOrderId, String reason) implements Finding {}

    record Failed(String gatewayOrderId, RuntimeException failure) implements Finding {}
  }

  /** Never throws: a failure is a finding too. */
  Finding of(InboxRow row) {
    String gatewayOrderId = "";
    try {
      if (!(reader.read(row.body().bytes())
          instanceof Reading.Genuine(var report, boolean isTest))) {
        throw new IllegalStateException(
            "a stored notification no longer verifies: the server key was changed");
      }
      gatewayOrderId = report.gatewayOrderId();
      if (isTest) {
        return new Finding.Ignore(gatewayOrderId, Verdict.Reason.TEST);
      }
      Optional<Standing> standing = payments.standing(gatewayOrderId);
      if (standing.isEmpty()) {
        return new Finding.Ignore(gatewayOrderId, Verdict.Reason.UNKNOWN_ORDER);
      }
      return asked(report, standing.get(), row.lease().attempt());
    } catch (RuntimeException failure) {
      return new Finding.Failed(gatewayOrderId, failure);
    }
  }

  private Finding asked(TransactionReport report, Standing standing, int attempt) {
    // The signature does not cover the transaction id: what cannot be one is not asked about.
    boolean usable = TRANSACTION_ID.matcher(report.transactionId()).matches();
    String reference = usable ? report.transactionId() : report.gatewayOrderId();
    return switch (gateway.status(reference)) {
      case Answer.Found(TransactionReport answer) -> confirmed(report, answer, standing, attempt);
      case Answer.NotFound _ -> unconfirmed(standing, attempt, "Midtrans does not know it");
      case Answer.NotAllowed(String reason) -> throw new IllegalStateException(reason);
    };
  }

  private static Finding confirmed(
      TransactionReport report, TransactionReport answer, Standing standing, int attempt) {
    Optional<TransactionReport> about = answer.about(standing.gatewayOrderId());
    if (about.isEmpty()) {
      // A genuine signature of this order with the transaction id of another one.
      return unconfirmed(standing, attempt, "Midtrans knows its transaction under another order");
    }
    return report.goesBeyond(answer)
        ? unconfirmed(standing, attempt, "Midtrans answers " + answer.outcome())
        : new Finding.Apply(about.get(), standing);
  }

  private static Finding unconfirmed(Standing standing, int attempt, String reason) {
    String unconfirmed = "not confirmed so far: " + reason;
    return attempt <= QUIET_TRIES_MAX
        ? new Finding.NotYet(standing.gatewayOrderId(), unconfirmed)
        : new Finding.Failed(standing.gatewayOrderId(), new UnconfirmedException(unconfirmed));
  }

  /** Midtrans does not bear out what a genuine notification claims. */
  private static final class UnconfirmedException extends RuntimeException {
    UnconfirmedException(String message) {
      super(message);
    }
  }
}
