package ai.agentbar.payment;

import ai.agentbar.event.EventLog;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.order.Order;
import ai.agentbar.order.Orders;
import ai.agentbar.order.PaymentProof;
import ai.agentbar.payment.Verdict.Apply;
import ai.agentbar.payment.Verdict.Ignore;
import ai.agentbar.payment.Verdict.Reason;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What the gateway says of our payments, carried out. */
@Service
public class Payments {

  private final PaymentTable table;
  private final Orders orders;
  private final PaymentGateway gateway;
  private final EventLog events;
  private final InstantSource clock;

  Payments(
      PaymentTable table,
      Orders orders,
      PaymentGateway gateway,
      EventLog events,
      InstantSource clock) {
    this.table = table;
    this.orders = orders;
    this.gateway = gateway;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Where an answer of the gateway was fetched: the attempt, and how many reports about it had been
   * applied before the question.
   */
  public record Standing(OrderId orderId, String gatewayOrderId, long version) {}

  /** The attempt behind a gateway order id, as it stands before the gateway is asked about it. */
  public Optional<Standing> standing(String gatewayOrderId) {
    return table
        .find(gatewayOrderId)
        .map(it -> new Standing(it.orderId(), it.gatewayOrderId(), it.version()));
  }

  /**
   * Judges a confirmed report and carries the verdict out in the caller's transaction: transaction,
   * order, entitlement, facts and events, all or nothing.
   *
   * @param standing as read before the report was fetched
   * @throws OvertakenException where another report was applied since then; fetch again, since the
   *     older answer might undo a reversal
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Verdict apply(TransactionReport report, Standing standing, PaymentProof.Source source) {
    Order order = orders.lock(standing.orderId());
    PaymentAttempt attempt = table.find(standing.gatewayOrderId()).orElseThrow();
    if (attempt.version() != standing.version()) {
      throw new OvertakenException(standing.gatewayOrderId());
    }
    Verdict verdict = Judgement.of(ledger(order), report);
    switch (verdict) {
      case Apply(var changes) -> {
        table.countReport(attempt.gatewayOrderId());
        changes.forEach(change -> carryOut(change, order.id(), report, source));
      }
      case Ignore(Reason _) -> {}
    }
    return verdict;
  }

  private PaymentLedger ledger(Order order) {
    return new PaymentLedger(
        order.status(),
        order.amount(),
        gateway.merchantId(),
        table.newest(order.id()).orElseThrow().gatewayOrderId(),
        clock.instant().isAfter(order.payBy()),
        table.transactions(order.id()),
        table.facts(order.id()));
  }

  private void carryOut(
      Change change, OrderId orderId, TransactionReport report, PaymentProof.Source source) {
    Instant now = clock.instant();
    switch (change) {
      case Change.TransactionMoved(var moved, var from, var to) -> {
        table.upsert(orderId, moved, to, now);
        events.append(
            new PaymentEvent.TransactionMoved(
                orderId,
                moved.gatewayOrderId(),
                moved.transactionId(),
                moved.paymentType(),
                from,
                to));
      }
      case Change.FactNoted(var fact, var transactionId) -> {
        table.insertFact(orderId, fact, transactionId, now);
        events.append(new PaymentEvent.FactNoted(orderId, fact.kind(), fact.key(), transactionId));
      }
      case Change.PaymentOpened _ -> orders.paymentOpened(orderId);
      case Change.Settled(var transactionId) ->
          orders.settle(
              orderId, new PaymentProof(report.gatewayOrderId(), transactionId, source, now));
      case Change.Expired _ -> orders.expire(orderId, "expired at Midtrans");
      case Change.Failed(String reason) -> orders.fail(orderId, reason);
    }
  }
}
