package ai.agentbar.payment.reconciliation;

import ai.agentbar.payment.GatewayUnavailableException;
import ai.agentbar.payment.Pace;
import ai.agentbar.payment.PaymentDossier;
import ai.agentbar.payment.PaymentDossier.Page;
import ai.agentbar.payment.PaymentDossier.Transaction;
import ai.agentbar.payment.PaymentGateway;
import ai.agentbar.payment.PaymentGateway.Answer;
import ai.agentbar.payment.PaymentGateway.PageClosing;
import ai.agentbar.payment.TransactionReport;
import ai.agentbar.payment.TransactionStatus;
import ai.agentbar.payment.reconciliation.Answers.Found;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Asks Midtrans, at the pace set for the jobs: a part of what the gateway lets through in all, so
 * that a long run leaves the rest to notifications. Every page is asked about by its gateway order
 * id, since there may be transactions we have not heard of; and every known one that may still
 * change by its own id, since the first answer tells of one transaction of possibly several, and
 * for some methods of none.
 *
 * <p>Any thread; never inside a transaction.
 */
@Component
class Questions {

  private static final int PAGES_MAX = 10;
  private static final int TRANSACTIONS_MAX = 20;

  private final PaymentGateway gateway;
  private final Pace pace;

  @Autowired
  Questions(PaymentGateway gateway, ReconciliationSettings settings) {
    this(gateway, new Pace(settings.perSecond(), System::nanoTime));
  }

  Questions(PaymentGateway gateway, Pace pace) {
    this.gateway = gateway;
    this.pace = pace;
  }

  /**
   * The same questions beside the pace of the jobs: for what notifications bring in, which waits
   * for the gateway's own limit only, as their confirmations do.
   */
  Questions beside() {
    return new Questions(gateway, Pace.unlimited());
  }

  /** How many orders can be asked about in that time at most, with one question each. */
  int most(Duration within) {
    return pace.most(within);
  }

  /** About everything by which the order may have been paid, or paid again. */
  Answers aboutPages(PaymentDossier known) {
    Answers answers = new Answers(new ArrayList<>(), new HashSet<>(), new HashSet<>());
    for (Page page : newest(known.pages(), PAGES_MAX)) {
      ask(page.gatewayOrderId(), page, answers);
      for (Transaction it : newest(known.transactionsOf(page), TRANSACTIONS_MAX)) {
        boolean answered =
            answers.found().stream()
                .anyMatch(found -> found.report().transactionId().equals(it.id()));
        if (!answered && mayChange(it.status())) {
          ask(it.id(), page, answers);
        }
      }
    }
    return answers;
  }

  /** Ends a pending transaction; what became of it has to be asked. */
  void expire(String transactionId) {
    pace.await();
    gateway.expire(transactionId);
  }

  PageClosing close(String token) {
    pace.await();
    return gateway.cancelPage(token);
  }

  /** Whether a page may have been paid by a method that no question finds. */
  boolean someCannotBeAsked() {
    return gateway.offersUnaskableMethods();
  }

  private void ask(String reference, Page page, Answers answers) {
    pace.await();
    switch (gateway.status(reference)) {
      case Answer.Found(TransactionReport report) -> {
        Optional<TransactionReport> about = report.about(page.gatewayOrderId());
        about.ifPresentOrElse(
            it -> answers.found().add(new Found(page.standing(), it)),
            () -> answers.strayPages().add(page.gatewayOrderId()));
      }
      case Answer.NotFound _ -> {
        if (reference.equals(page.gatewayOrderId())) {
          answers.silentPages().add(reference);
        }
      }
      case Answer.NotAllowed(String reason) ->
          throw new GatewayUnavailableException("Midtrans does not tell a status: " + reason, null);
    }
  }

  /** Midtrans documents that even an expired transaction may have been paid at the last moment. */
  private static boolean mayChange(TransactionStatus status) {
    return status.isLive() || status == TransactionStatus.EXPIRED || status.holdsMoney();
  }

  private static <T> List<T> newest(List<T> all, int limit) {
    return all.subList(Math.max(0, all.size() - limit), all.size());
  }
}
