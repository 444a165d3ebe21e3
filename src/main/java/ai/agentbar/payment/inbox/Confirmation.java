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
import org.springframework.stereotype.Component;

/**
 * Finds out whether a stored notification is true. The signature covers neither the status nor the
 * transaction, so whatever moves money or ends something is asked of the gateway, and its answer is
 * what counts; the notification is only the reason to ask. Calls out: never inside a transaction.
 */
@Component
class Confirmation {

  /** How often a claim of payment is asked about while the gateway does not confirm it. */
  private static final int CONTRADICTIONS_MAX = 8;

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
      return report.needsConfirmation()
          ? asked(report, standing.get(), row.lease().attempt())
          : new Finding.Apply(report, standing.get());
    } catch (RuntimeException failure) {
      return new Finding.Failed(gatewayOrderId, failure);
    }
  }

  private Finding asked(TransactionReport report, Standing standing, int attempt) {
    String reference =
        report.transactionId().isEmpty() ? report.gatewayOrderId() : report.transactionId();
    return switch (gateway.status(reference)) {
      case Answer.Found(TransactionReport answer) -> confirmed(report, answer, standing, attempt);
      case Answer.NotFound _ -> unconfirmed(standing, attempt, Verdict.Reason.UNKNOWN_AT_GATEWAY);
      case Answer.NotAllowed(String reason) -> throw new IllegalStateException(reason);
    };
  }

  private Finding confirmed(
      TransactionReport report, TransactionReport answer, Standing standing, int attempt) {
    Optional<TransactionReport> about = answer.about(standing.gatewayOrderId());
    if (about.isEmpty()) {
      // A genuine signature of this order with the transaction id of another one.
      return unconfirmed(standing, attempt, Verdict.Reason.CONTRADICTED);
    }
    if (report.claimsPaid() && answer.isPending()) {
      return unconfirmed(standing, attempt, Verdict.Reason.CONTRADICTED);
    }
    return new Finding.Apply(about.get(), standing);
  }

  private static Finding unconfirmed(Standing standing, int attempt, Verdict.Reason reason) {
    return attempt < CONTRADICTIONS_MAX
        ? new Finding.NotYet(standing.gatewayOrderId(), "not confirmed so far: " + reason)
        : new Finding.Ignore(standing.gatewayOrderId(), reason);
  }
}
